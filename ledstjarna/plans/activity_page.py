"""What an activity's own page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ledstjarna.accounts.models import User
from ledstjarna.plans.comparing import FIELD_LABELS
from ledstjarna.plans.details import WITH_DETAILS, details_in_words, details_of, term_names
from ledstjarna.plans.models import Activity, Party
from ledstjarna.plans.origins import origin_of
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ, WORK
from ledstjarna.plans.reasons import finding_texts
from ledstjarna.plans.selectors_details import Work, vacant_parties, work_of_activity
from ledstjarna.plans.timing import follow_up_in_words, schedule_in_words
from ledstjarna.plans.understanding import follow_up_of, schedule_of
from ledstjarna.situation.permissions import READ as FINDING_READ


@dataclass(frozen=True, slots=True)
class ShownParty:
    party: Party
    vacant: bool


def activity_page(activity: Activity, user: User) -> dict[str, Any]:
    """The context of the page. The queries do not grow with what the activity has."""
    found = Activity.objects.select_related("section__plan__board").prefetch_related(*WITH_DETAILS, "occurrences")
    row = found.get(pk=activity.pk)
    plan = row.plan
    work: Work = work_of_activity(row)
    parties = list(row.parties.all())
    empty = vacant_parties(parties)
    details = details_of(row)
    words = details_in_words(replace(details, parties=(), indicators=()), term_names((details,)))
    schedule, follow_up = schedule_of(row), follow_up_of(row)
    return {
        "activity": row,
        "plan": plan,
        "work": work,
        "schedule": schedule,
        "schedule_words": schedule_in_words(schedule),
        "follow_up": follow_up,
        "follow_up_words": follow_up_in_words(follow_up),
        "findings": finding_texts(reason.finding for reason in row.reasons.all()).values(),
        "origin": origin_of(row.key, user),
        "parties": [ShownParty(party, party.pk in empty) for party in parties],
        "details": [(FIELD_LABELS[name], text) for name, text in words.items()],
        "indicators": row.indicators.all(),
        "occurrences": row.occurrences.all(),
        "can_edit": plan.draft_since is not None and plan.reached_by(user, DRAFT_EDIT),
        "can_note": plan.reached_by(user, DRAFT_EDIT),
        "can_work": plan.reached_by(user, WORK),
        "can_see_history": plan.reached_by(user, DRAFT_READ),
        "can_read_findings": plan.board_id in user.boards(FINDING_READ),
    }
