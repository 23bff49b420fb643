"""What the room's pages ask for. Whether it may be so is the services' question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.accounts.permissions import EDIT_UNITS, PEOPLE
from ledstjarna.audit.services import Repeated
from ledstjarna.texts.swedish import fold
from ledstjarna.ui.forms import DateInput
from ledstjarna.walls.roles import Role

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def carry_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Run a service call and lay its faults at the form's fields. A form sent twice counts as carried out."""
    try:
        act()
    except Repeated:
        return True
    except ValidationError as error:
        faults = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        for name, errors in faults.items():
            form.add_error(name if name in form.fields else None, errors)
        return False
    return True


class DayField(forms.DateField):
    """A day of our time, by the browser's own picker."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        validators = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
        super().__init__(validators=validators, **kwargs)


class UnitField(forms.ModelChoiceField[Unit]):
    """A choice among units, told apart by kind."""

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    """Several units."""

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class UnitForm(forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=UnitKind.choices)
    name = forms.CharField(label=_("Namn"), max_length=200)
    code = forms.CharField(
        label=_("Kod"), max_length=40, help_text=_("Kommunens egen kod, den som står i lönesystemet.")
    )
    parent = UnitField(label=_("Ligger under"), queryset=Unit.objects.none(), required=False)
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)
    last_day = DayField(label=_("Till och med"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.current().visible_to(user, EDIT_UNITS)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]
        if not user.at_city(EDIT_UNITS):
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.label) for kind in UnitKind if kind not in (UnitKind.CITY, UnitKind.BOARD)
            ]
            self.fields["parent"].required = True


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Namn"), max_length=200)
    code = forms.CharField(label=_("Kod"), max_length=40)


class MoveForm(forms.Form):
    parent = UnitField(label=_("Ligger under"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, user: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        siblings = Unit.objects.current().visible_to(user, EDIT_UNITS).filter(board=unit.board_id).exclude(pk=unit.pk)
        self.fields["parent"].queryset = siblings  # type: ignore[attr-defined]
        self.initial.setdefault("parent", unit.parent_id)


class CloseForm(forms.Form):
    last_day = DayField(label=_("Sista dagen"), initial=timezone.localdate)
    successors = UnitsField(
        label=_("Efterträdare"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("De enheter som tar över. Tidigare siffror följer med till dem."),
    )

    def __init__(self, *args: Any, user: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.visible_to(user, EDIT_UNITS).filter(kind=unit.kind).exclude(pk=unit.pk)
        self.fields["successors"].queryset = others  # type: ignore[attr-defined]


class AssignmentForm(forms.Form):
    role = forms.ChoiceField(label=_("Roll"), choices=Role.choices)
    email = forms.EmailField(label=_("Personens e-post"), required=False, help_text=_("Personen måste ha ett konto."))
    function = forms.CharField(
        label=_("Eller en funktion"),
        max_length=200,
        required=False,
        help_text=_("För den som inte har något konto, till exempel Trygghetsjouren."),
    )
    deputy = forms.BooleanField(label=_("Som ersättare"), required=False)
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)
    last_day = DayField(label=_("Till och med"), required=False)
    user: User | None = None

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email:
            self.user = User.objects.filter(email=fold(email)).first()
            if self.user is None:
                raise ValidationError(_("Det finns inget konto med den adressen."))
        return email

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "email" in given and bool(given["email"]) == bool(given.get("function")):
            raise ValidationError(_("Ange antingen en person eller en funktion."))
        return given


class EndForm(forms.Form):
    last_day = DayField(label=_("Sista dagen"), initial=timezone.localdate)


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Namn"), max_length=200)
    email = forms.EmailField(label=_("E-post"), max_length=254)


class NewPersonForm(PersonForm):
    role = forms.ChoiceField(label=_("Första rollen"), choices=Role.choices)
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none())
    valid_from = DayField(label=_("Från och med"), initial=timezone.localdate)
    last_day = DayField(label=_("Till och med"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.current().visible_to(user, PEOPLE)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Namn eller e-post"), max_length=200, required=False)
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), required=False)
    closed = forms.BooleanField(label=_("Visa stängda konton"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user, PEOPLE)  # type: ignore[attr-defined]
