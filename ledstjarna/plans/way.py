"""How far a plan has come: what has been decided about it and by whom, and the steps of `<c-path>`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import Unit
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.models import Change, Outcome, Partner, Plan, Revision, Step, StepKind, Template, Version
from ledstjarna.plans.states import ALLOWED, Standing, settled

PathStep = dict[str, str]


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to a plan. `steps` are all of its steps in order, each with `raised`, its number of remarks.

    `sent` is when the draft was last handed over, and as what. `boards` are the other boards of a joint plan, `came`
    since when those share it that came in later, `left` those that have left it and when; `police` and `executive` say
    whether the city's template wants those steps; `begun` that the plan's year has come, `replaced` that a decided plan
    of a later year applies.
    """

    plan: Plan
    versions: tuple[Version, ...] = ()
    steps: tuple[Step, ...] = ()
    sent: Revision | None = None
    boards: tuple[Unit, ...] = ()
    came: Mapping[int, datetime] = field(default_factory=dict)
    left: tuple[tuple[Unit, datetime], ...] = ()
    police: bool = True
    executive: bool = True
    begun: bool = True
    replaced: bool = False

    @property
    def base(self) -> Version | None:
        """The version that the latest decision was about; an editorial one after it carries that decision."""
        return next((version for version in reversed(self.versions) if not version.editorial), None)

    def on_draft(self) -> list[Step]:
        """The steps that the draft under way has taken."""
        since = self.plan.draft_since
        return [step for step in self.steps if step.version_id is None and since and step.recorded_at >= since]

    @property
    def police_missing(self) -> bool:
        """Whether the draft should have been taken up with the police, and has not been."""
        return self.police and not any(step.kind == StepKind.POLICE for step in self.on_draft())

    @property
    def sent_as(self) -> str:
        """The fingerprint of the draft that the board has been given and not yet dealt with, "" for none."""
        since = self.plan.draft_since
        taken = [step.recorded_at for step in self.on_draft() if step.kind == StepKind.BOARD]
        if self.sent is None or since is None or self.sent.at < max([since, *taken]):
            return ""
        return str((self.sent.after or {}).get("fingerprint", ""))

    def before_decision(self) -> list[Step]:
        """The steps that led to the version decided last."""
        return [step for step in self._of_base() if not _after(step)]

    def after_decision(self) -> list[Step]:
        """What other boards and the executive board have decided about it since."""
        return [step for step in self._of_base() if _after(step)]

    def boards_of_version(self) -> list[Unit]:
        """The boards that shared the plan when the version was decided, and so are to decide about it too."""
        if self.base is None:
            return list(self.boards)
        decided_at = self.base.recorded_at
        there = [board for board in self.boards if self.came.get(board.pk, decided_at) <= decided_at]
        return there + [board for board, at in self.left if at > decided_at >= self.came.get(board.pk, decided_at)]

    def boards_left(self) -> list[Unit]:
        """The boards of a joint plan that have not decided yet."""
        done = {step.board_id for step in self.after_decision() if step.kind == StepKind.BOARD}
        return [board for board in self.boards_of_version() if board.pk not in done]

    @property
    def standing(self) -> Standing:
        """Where the plan stands."""
        if self.base is None:
            referred = any(step.kind == StepKind.BOARD for step in self.on_draft())
            return Standing.REFERRED_BACK if referred else Standing.DRAFT
        return Standing.REPLACED if self.replaced else self.standing_of_version

    @property
    def standing_of_version(self) -> Standing:
        """Where the version decided last stands, whatever has replaced it since; DRAFT when nothing is decided."""
        if self.base is None:
            return Standing.DRAFT
        left, found = bool(self.boards_left()), Standing.AWAITS_BOARDS
        for step in self.after_decision():
            found = settled(found, boards_left=step.kind == StepKind.BOARD, executive=True)
            found = ALLOWED[found, StepKind(step.kind)][Outcome(step.outcome)]
        return settled(found, boards_left=left, executive=self.executive)

    def _of_base(self) -> list[Step]:
        return [step for step in self.steps if self.base and step.version_id == self.base.pk]


def _after(step: Step) -> bool:
    return step.kind == StepKind.EXECUTIVE or step.board_id is not None


def courses(plans: Iterable[Plan]) -> dict[int, Course]:
    """The course of each plan by its key. The queries do not grow with the plans."""
    plans = list(plans)
    if not plans:
        return {}
    pks = [plan.pk for plan in plans]
    versions, steps, boards = defaultdict(list), defaultdict(list), defaultdict(list)
    for version in Version.objects.filter(plan__in=pks).defer("content", "pdf").order_by("number"):
        versions[version.plan_id].append(version)
    for step in Step.objects.filter(plan__in=pks).annotate(raised=Count("remarks")).order_by("recorded_at", "pk"):
        steps[step.plan_id].append(step)
    for partner in Partner.objects.filter(plan__in=pks, board__isnull=False).select_related("board"):
        if partner.board:
            boards[partner.plan_id].append(partner.board)
    sent, came, left = _from_history(pks)
    gone = Unit.objects.in_bulk({board for row in left.values() for board in row}) if left else {}
    templates = Template.objects.in_bulk({plan.template_id for plan in plans if plan.template_id})
    today = timezone.localdate()
    applying = in_force(today).filter(plan__board__in={plan.board_id for plan in plans})
    years = dict(applying.values_list("plan__board", "plan__year"))
    return {
        plan.pk: Course(
            plan,
            tuple(versions[plan.pk]),
            tuple(steps[plan.pk]),
            sent.get(plan.pk),
            tuple(boards[plan.pk]),
            came[plan.pk],
            tuple((gone[board], at) for board, at in left[plan.pk].items()),
            police=template.police if (template := templates.get(plan.template_id or 0)) else True,
            executive=template.executive if template else True,
            begun=plan.year <= today.year,
            replaced=years.get(plan.board_id, 0) > plan.year,
        )
        for plan in plans
    }


_TOLD = (Change.SENT, Change.RECALLED, Change.PARTNERED, Change.PARTED)
Times = dict[int, dict[int, datetime]]
"""By plan and board."""


def _from_history(pks: list[int]) -> tuple[dict[int, Revision], Times, Times]:
    """When drafts were last handed over, and when boards have come into plans and left them. One query."""
    sent: dict[int, Revision] = {}
    came: Times = defaultdict(dict)
    left: Times = defaultdict(dict)
    for row in Revision.objects.filter(plan__in=pks, change__in=_TOLD).order_by("at", "pk"):
        if row.change == Change.SENT:
            sent[row.plan_id] = row
        elif row.change == Change.RECALLED:
            sent.pop(row.plan_id, None)
        elif board := (row.after or {}).get("board"):
            (came if row.change == Change.PARTNERED else left)[row.plan_id][board] = row.at
            if row.change == Change.PARTNERED:
                left[row.plan_id].pop(board, None)
    return sent, came, left


def course(plan: Plan) -> Course:
    """The course of one plan."""
    return courses([plan])[plan.pk]


def standings(plans: Iterable[Plan]) -> dict[int, Standing]:
    """Where each plan stands, by its key. The queries do not grow with the plans."""
    return {pk: found.standing for pk, found in courses(plans).items()}


def standing(plan: Plan) -> Standing:
    """Where the plan stands."""
    return course(plan).standing


def draft_way(course: Course, *, fingerprint: str, until: str = "") -> list[PathStep]:
    """The steps of the draft under way. `fingerprint` is what it is now, `until` the period of the next revision."""
    taken = course.on_draft()
    referred = bool(taken) and taken[-1].kind == StepKind.BOARD
    sent = course.sent_as
    began = (not taken or referred) and not sent
    since = course.plan.draft_since
    found = [_path(_("Utkast"), "now" if began else "done", _("sedan %s") % _day(since) if since else "")]
    police = [step for step in taken if step.kind == StepKind.POLICE]
    if course.police or police:
        found.append(_consulted(police[-1] if police else None, fingerprint))
    found += _committee(taken)
    found.append(_path(_("Nämnden"), "todo" if began else "now", _of_board(course, taken, fingerprint)))
    found += [_path(board.name, "todo") for board in course.boards]
    if course.executive:
        found.append(_path(_("Kommunstyrelsen"), "todo"))
    return [*found, _path(_("Gäller"), "todo", _("till %s") % until if until else "")]


def version_way(course: Course, *, without_police: bool = False, until: str = "") -> list[PathStep]:
    """The steps of the version decided last. `without_police`: it was decided without a consultation, and says why."""
    version, standing = course.base, course.standing_of_version
    if version is None:
        return []
    before = course.before_decision()
    found = [_path(_("Utkast"), "done")]
    police = [step for step in before if step.kind == StepKind.POLICE]
    if police:
        found.append(_consulted(police[-1], police[-1].fingerprint))
    elif without_police:
        found.append(_path(_("Samråd polis"), "done", _("inte hållet")))
    found += _committee(before)
    found.append(_path(_("Nämnden"), "done", f"{_day(version.decided_on)} {version.paragraph}"))
    found += _partners(course)
    if course.executive and (not course.replaced or standing is not Standing.DECIDED):
        found.append(_executive(course, standing))
    return [*found, _in_force(course, standing, until)]


def _path(label: str, state: str, note: str = "") -> PathStep:
    return {"label": label, "state": state, "note": note.replace("§ ", "§\u00a0")}


def _consulted(step: Step | None, fingerprint: str) -> PathStep:
    if step is None:
        return _path(_("Samråd polis"), "todo")
    if step.fingerprint != fingerprint:
        return _path(_("Samråd polis"), "done", _("%s, utkastet har ändrats sedan") % _day(step.held_on))
    return _path(_("Samråd polis"), "done", f"{_day(step.held_on)}, {step.get_outcome_display()}")


def _of_board(course: Course, taken: list[Step], fingerprint: str) -> str:
    """What the draft waits for at the board: it has been given it, has sent it back, or neither."""
    if course.sent_as and course.sent:
        words = _("lämnat %s") if course.sent_as == fingerprint else _("lämnat %s, utkastet har ändrats sedan")
        return words % _day(course.sent.at)
    if taken and taken[-1].kind == StepKind.BOARD:
        return _("återremitterad %s") % _minutes(taken[-1])
    return _("beslutar")


def _committee(steps: Iterable[Step]) -> Iterator[PathStep]:
    taken = [step for step in steps if step.kind == StepKind.COMMITTEE]
    if taken:
        words = "" if taken[-1].outcome == Outcome.APPROVED else f", {taken[-1].get_outcome_display()}"
        yield _path(_("Utskott"), "done", _minutes(taken[-1]) + words)


def _partners(course: Course) -> Iterator[PathStep]:
    """The other boards of a joint plan: what each has decided, or that it is awaited."""
    decided = {step.board_id: step for step in course.after_decision() if step.kind == StepKind.BOARD}
    for board in course.boards_of_version():
        step = decided.get(board.pk)
        if step is None:
            yield _path(board.name, "now", _("beslutar"))
        elif step.outcome == Outcome.REFERRED_BACK:
            yield _path(board.name, "now", _("återremitterad %s") % _minutes(step))
        else:
            yield _path(board.name, "done", _minutes(step))


def _executive(course: Course, standing: Standing) -> PathStep:
    taken = [step for step in course.after_decision() if step.kind == StepKind.EXECUTIVE]
    if not taken:
        awaited = standing is Standing.DECIDED
        return _path(_("Kommunstyrelsen"), "now" if awaited else "todo", _("beslutar") if awaited else "")
    step = taken[-1]
    if step.outcome == Outcome.APPROVED:
        return _path(_("Kommunstyrelsen"), "done", _minutes(step))
    state = "done" if step.outcome == Outcome.CONDITIONS else "now"
    return _path(_("Kommunstyrelsen"), state, f"{_with_remarks(step)}, {_minutes(step)}")


def _with_remarks(step: Step) -> str:
    count: int = step.raised  # type: ignore[attr-defined]
    if step.outcome == Outcome.CONDITIONS:
        return ngettext("godkänd med villkor, %d synpunkt", "godkänd med villkor, %d synpunkter", count) % count
    return ngettext("återremitterad med %d synpunkt", "återremitterad med %d synpunkter", count) % count


def _in_force(course: Course, standing: Standing, until: str) -> PathStep:
    """The last step: in force since the board decided, still to come, or replaced by a decided plan of a later year.

    It is not where the plan is now while others have yet to decide about it.
    """
    since = _("från %d") % course.plan.year
    if course.replaced:
        return _path(_("Ersatt"), "done", _("gällde från %d") % course.plan.year)
    if not course.begun:
        return _path(_("Kommer att gälla"), "todo", since)
    settled = standing in (Standing.APPROVED, Standing.CONDITIONS)
    return _path(_("Gäller"), "now" if settled else "done", _("till %s") % until if until else since)


def _minutes(step: Step) -> str:
    return f"{_day(step.held_on)} {step.paragraph}".strip()


def _day(moment: date | datetime) -> str:
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return date_format(day, "j F" if day.year == timezone.localdate().year else "j F Y")
