"""Which findings an activity answers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.plans.models import Activity, Reason
from ledstjarna.plans.reasons import keys_of
from ledstjarna.situation import selectors as situation


def set_findings(activity: Activity, keys: Collection[UUID], board_id: int) -> None:
    """Let the activity answer these findings and no others; the caller's act holds the transaction.

    Raises ValidationError for a finding that the board has not published.
    """
    had = keys_of(activity)
    new = [key for key in dict.fromkeys(keys) if key not in had]
    published = situation.findings(new) if new else {}
    if any(key not in published or published[key].board_id != board_id for key in new):
        raise ValidationError(_("Slutsatsen finns inte i någon lägesbild som nämnden har publicerat."))
    activity.reasons.exclude(finding__in=keys).delete()
    Reason.objects.bulk_create(Reason(activity=activity, finding=key) for key in new)
