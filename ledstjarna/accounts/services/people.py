"""Acts on people and the roles they hold. All raise `ValidationError` by field and then change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts import rules
from ledstjarna.accounts.models import Assignment, Unit, User
from ledstjarna.accounts.selectors import has_administrator
from ledstjarna.audit import services as audit
from ledstjarna.texts.guard import check_text


def user_add(
    *,
    actor_id: int | None,
    name: str,
    email: str,
    role: str,
    unit: Unit,
    valid_from: date,
    last_day: date | None = None,
    deputy: bool = False,
    password: str | None = None,
    demo: bool = False,
    once: UUID | None = None,
) -> User:
    """Add a person together with the first role. Without a password the person sets one by the reset link."""
    with audit.act("user_add", actor_id=actor_id, board_id=unit.board_id, once=once) as act:
        user = User(demo=demo).called(name, email)
        if password:
            validate_password(password, user)
        user.set_password(password)
        _check_user(user)
        user.save()
        _assign(Assignment(unit=unit, role=role, user=user, deputy=deputy, valid_from=valid_from), last_day)
        act.on("user", user.pk)
        act.facts = {"role": role, "unit": unit.pk}
    return user


def user_change(*, actor_id: int | None, user: User, name: str, email: str, once: UUID | None = None) -> User:
    """Change name or address. A new address cuts reset links sent to the old one."""
    with audit.act("user_change", actor_id=actor_id, once=once) as act:
        user = User.objects.get(pk=user.pk)
        before = user.email
        _check_user(user.called(name, email))
        user.save()
        if user.email != before:
            EmailAddress.objects.filter(user=user).delete()
        act.on("user", user.pk)
        act.facts = {"email_changed": user.email != before}
    return user


def user_language(*, user: User, language: str) -> None:
    """Remember the language a person reads in; nobody else's business, so no row in the log."""
    user.language = language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["language"])


def user_deactivate(*, actor_id: int | None, user: User, once: UUID | None = None) -> User:
    """Close the account now: signed-in sessions end, the roles end today and those to come are withdrawn."""
    with audit.act("user_deactivate", actor_id=actor_id, once=once) as act, _an_administrator_left():
        user = User.objects.get(pk=user.pk)
        user.is_active = False
        user.save(update_fields=["is_active"])
        today = timezone.localdate()
        open_ = user.assignments.exclude(valid_to__lte=today)
        withdrawn = open_.filter(valid_from__gte=today).delete()[0]
        act.on("user", user.pk)
        act.facts = {"roles_ended": open_.update(valid_to=today), "roles_withdrawn": withdrawn}
    return user


def user_reactivate(*, actor_id: int | None, user: User, once: UUID | None = None) -> User:
    """Open a closed account again. Its roles have ended and are given anew."""
    with audit.act("user_reactivate", actor_id=actor_id, once=once) as act:
        User.objects.filter(pk=user.pk).update(is_active=True)
        act.on("user", user.pk)
    return User.objects.get(pk=user.pk)


def second_factor_remove(*, actor_id: int | None, user: User, once: UUID | None = None) -> None:
    """Take away all second factors of someone who lost them, and end the sessions that were opened with them."""
    with audit.act("second_factor_remove", actor_id=actor_id, once=once) as act:
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        act.facts = {"removed": Authenticator.objects.filter(user=user).delete()[0]}
        act.on("user", user.pk)


def second_factor_added(*, user: User) -> User:
    """End the sessions that were opened by the password alone, now that there is a second factor."""
    with audit.act("second_factor_add", actor_id=user.pk) as act:
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        act.on("user", user.pk)
    return User.objects.get(pk=user.pk)


def assignment_add(
    *,
    actor_id: int | None,
    role: str,
    unit: Unit,
    valid_from: date,
    user: User | None = None,
    function: str = "",
    last_day: date | None = None,
    deputy: bool = False,
    once: UUID | None = None,
) -> Assignment:
    """Give a role at a unit to an account or to a named function without one."""
    if user and user.pk == actor_id:
        raise ValidationError({"email": rules.OWN_ROLE})
    with audit.act("assignment_add", actor_id=actor_id, board_id=unit.board_id, once=once) as act:
        assignment = Assignment(
            unit=unit,
            role=role,
            user=user,
            function=" ".join(function.split()),
            deputy=deputy,
            valid_from=valid_from,
        )
        _assign(assignment, last_day)
        act.on("assignment", assignment.pk)
        act.facts = {"role": role, "unit": unit.pk, "user": user.pk if user else None}
    return assignment


def assignment_end(
    *, actor_id: int | None, assignment: Assignment, last_day: date, once: UUID | None = None
) -> Assignment:
    """Let a role be held until `last_day`, which may be moved as long as the dates are right."""
    board_id = assignment.unit.board_id
    with audit.act("assignment_end", actor_id=actor_id, board_id=board_id, once=once) as act, _an_administrator_left():
        assignment = Assignment.objects.select_related("unit", "user").get(pk=assignment.pk)
        if assignment.user_id == actor_id and rules.prolongs(last_day, assignment.last_day):
            raise ValidationError({"last_day": rules.OWN_ROLE})
        try:
            _assign(assignment, last_day)
        except ValidationError as error:
            faults = error.message_dict
            raise ValidationError({"last_day": faults.get("last_day") or error.messages}) from error
        act.on("assignment", assignment.pk)
        act.facts = {"until": last_day.isoformat()}
    return assignment


@contextmanager
def _an_administrator_left() -> Iterator[None]:
    """Raise ValidationError where an act would leave the city without an administrator it had."""
    had = has_administrator()
    yield
    if had and not has_administrator():
        raise ValidationError({"last_day": rules.LAST_ADMINISTRATOR})


def _check_user(user: User) -> None:
    check_text(user.name, frozenset(), 200)
    check_text(user.email, frozenset(), 254)
    user.full_clean(exclude=["password", "sort_key", "fold_key"])


def _assign(assignment: Assignment, last_day: date | None) -> None:
    assignment.valid_to = last_day + timedelta(days=1) if last_day else None
    check_text(assignment.function, frozenset(), 200)
    faults = rules.within(assignment, assignment.unit)
    if last_day and last_day < assignment.valid_from:
        faults["valid_to"] = _("Slutdagen ligger före startdagen.")
    if "valid_to" in faults:
        faults["last_day"] = faults.pop("valid_to")
    if assignment.user and not assignment.user.is_active:
        faults["user"] = _("Kontot är stängt. Öppna det innan du ger en roll.")
    if faults:
        raise ValidationError(dict(faults))
    assignment.full_clean()
    same = Assignment.objects.filter(
        role=assignment.role, unit=assignment.unit, user=assignment.user, function=assignment.function
    ).exclude(pk=assignment.pk)
    if any(rules.overlap(assignment, other) for other in same):
        raise ValidationError({"valid_from": _("Rollen innehas redan under en del av den tiden.")})
    assignment.save()
