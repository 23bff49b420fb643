"""Schedules and follow-ups read anew, since the municipality may have set its periods after they were written."""

from __future__ import annotations

from django.utils import timezone

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Activity
from ledstjarna.plans.services.occurrences import occurrences_follow
from ledstjarna.plans.understanding import period_names, understand


def understood_again() -> int:
    """Read the activities of the plans of last year and on; gives how many are understood otherwise than before."""
    since = timezone.localdate().year - 1
    found = Activity.objects.filter(section__plan__year__gte=since).select_related("section__plan")
    names = {year: period_names(year) for year in found.values_list("section__plan__year", flat=True).distinct()}
    changed = []
    for activity in found.prefetch_related("occurrences").iterator(500):
        before = activity.understood
        schedule = understand(activity, activity.plan.year, names[activity.plan.year])
        if activity.understood != before:
            changed.append((activity, schedule))
    if changed:
        with audit.act("plan.understood", actor_id=None) as done:
            done.facts["count"] = len(changed)
            Activity.objects.bulk_update([activity for activity, _schedule in changed], ["understood"], 500)
            occurrences_follow(changed)
    return len(changed)
