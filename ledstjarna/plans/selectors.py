"""Questions about plans: which there are, whose a file may be, what has happened to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import boards
from ledstjarna.plans.chain import links_of
from ledstjarna.plans.content import Part
from ledstjarna.plans.in_force import decided_by, not_replaced
from ledstjarna.plans.models import Activity, Plan, Reason, Revision, Section, Version
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ
from ledstjarna.plans.reading import PlanText
from ledstjarna.plans.reasons import keys_of
from ledstjarna.plans.states import Standing
from ledstjarna.plans.way import standings
from ledstjarna.situation import selectors as situation
from ledstjarna.situation.selectors import FindingRef
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.permission import Permission


@dataclass(slots=True)
class BoardPlans:
    """One board's row in the overview. `version` is of the plan that applies, `to_come` are of plans decided for years
    ahead; `earlier` are the decided plans before them, as (key, year).
    """

    board: Unit
    own: bool
    version: Version | None = None
    standing: Standing | None = None
    to_come: list[tuple[Version, Standing]] = field(default_factory=list)
    earlier: list[tuple[int, int]] = field(default_factory=list)
    drafts: list[Plan] = field(default_factory=list)

    def add(self, version: Version, standing: Standing, day: date) -> None:
        """Put in what applies on the day, or what is to come."""
        if version.plan.year > day.year:
            self.to_come.append((version, standing))
        else:
            self.version, self.standing = version, standing


def overview(user: User) -> list[BoardPlans]:
    """Every present board, the user's own first, with the decided plans and the drafts the user may read.

    The queries do not grow with the boards. Earlier years come as columns: as models, those of a large city would take
    longer than the rest of the page.
    """
    today = timezone.localdate()
    own = {board for _role, _unit, board in user.holdings}
    found = {board.pk: BoardPlans(board, own=board.pk in own) for board in boards()}
    versions = list(not_replaced(today).filter(plan__board__in=found).defer("content", "pdf"))
    stand = standings(version.plan for version in versions)
    for version in versions:
        found[version.plan.board_id].add(version, stand[version.plan_id], today)
    past = Plan.objects.decided().filter(board__in=found, year__lte=today.year).order_by("-year")
    for plan_id, board_id, year in past.exclude(pk__in=[version.plan_id for version in versions]).values_list(
        "pk", "board_id", "year"
    ):
        found[board_id].earlier.append((plan_id, year))
    for plan in Plan.objects.drafts_for(user).filter(board__in=found).order_by("-year"):
        found[plan.board_id].drafts.append(plan)
    return sorted(found.values(), key=lambda row: not row.own)


def drafts_within(user: User, permission: Permission, *, released: bool = False) -> QuerySet[Plan]:
    """The drafts of the boards where the user holds the permission; only those released, when asked so."""
    drafts = Plan.objects.within(user, permission).filter(draft_since__isnull=False).select_related("board")
    return drafts.filter(released_at__isnull=False) if released else drafts


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """A plan that applies, or will from the year `to_come`, and its decision in a few words."""

    pk: int
    title: str
    decided: str
    to_come: int = 0


def current_plans(user: User) -> list[CurrentPlan]:
    """What applies at the user's own boards, and after it what is decided for the years to come. One query."""
    own = {board for _role, _unit, board in user.holdings}
    year = timezone.localdate().year
    versions = not_replaced(timezone.localdate()).filter(plan__board__in=own).defer("content", "pdf")
    return [
        CurrentPlan(version.plan_id, version.title, _decided(version), starts if starts > year else 0)
        for version in versions
        for starts in [version.plan.year]
    ]


def _decided(version: Version) -> str:
    day = date_format(version.decided_on, "j F Y")
    words = {"number": version.number, "date": day, "paragraph": version.paragraph}
    return _("version %(number)d, %(date)s %(paragraph)s") % words


def board_fitting(text: PlanText, among: QuerySet[Unit]) -> Unit | None:
    """The board that the plan names most often, headings first; the only one when there is one; else none."""
    candidates = list(among)
    if len(candidates) == 1:
        return candidates[0]
    headings = fold(" ".join([text.title, *(section.heading for section in text.sections)]))
    body = fold(" ".join(section.text for section in text.sections))
    for place in (headings, body):
        counts = {board: place.count(fold(board.name)) for board in candidates}
        most = max(counts.values(), default=0)
        named = [board for board, count in counts.items() if count == most]
        if most and len(named) == 1:
            return named[0]
    return None


def histories(user: User) -> QuerySet[Plan]:
    """The plans whose history the user may read: the own boards'. A release does not cover it."""
    return Plan.objects.within(user, DRAFT_READ)


def revisions(plan: Plan) -> QuerySet[Revision]:
    """What has been done to the plan, the latest first."""
    return plan.revisions.select_related("actor")


def findings_to_answer(plan: Plan, activity: Activity | None = None) -> list[FindingRef]:
    """What an activity of the plan may answer: the board's newest published findings, and what it answers already."""
    published = situation.published_findings(plan.board_id)
    known = {finding.key for finding in published}
    older = [key for key in keys_of(activity) if key not in known] if activity else []
    return published + (list(situation.findings(older).values()) if older else [])


def has_findings(plan: Plan, parts: Iterable[Part], day: date | None = None) -> bool:
    """Whether activities of the plan have findings to answer: the board has published a picture, by `day` if given."""
    if any(row.findings for part in parts for row in part.activities):
        return True
    return situation.has_published(plan.board_id, day)


def findings_unanswered(user: User) -> list[FindingRef]:
    """The newest published findings of the boards whose plan the user writes that no activity answers yet."""
    return [finding for board in sorted(user.boards(DRAFT_EDIT)) for finding in _unanswered(board)]


def _unanswered(board_id: int) -> Iterator[FindingRef]:
    """As `chain` counts them, without reading the drafts' texts. Three queries, one without a picture."""
    findings = situation.published_findings(board_id)
    if not findings:
        return
    decided = (link for version in decided_by(board_id) for link in links_of(version))
    answered = {UUID(finding.key) for link in decided for finding in link.row.findings}
    answered |= set(
        Reason.objects.filter(
            activity__section__plan__in=Plan.objects.filter(board=board_id, draft_since__isnull=False),
            activity__removed_at__isnull=True,
            activity__section__removed_at__isnull=True,
        ).values_list("finding", flat=True)
    )
    yield from (finding for finding in findings if finding.key not in answered)


def removed_items(plan: Plan) -> list[Section | Activity]:
    """What has been taken out of the draft and can be brought back."""
    sections = Section.objects.filter(plan=plan, removed_at__isnull=False)
    activities = Activity.objects.filter(section__plan=plan, removed_at__isnull=False)
    return [*sections, *activities.select_related("section")]
