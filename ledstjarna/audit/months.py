"""Calendar months, as decisions on keeping and reviews count them."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_RHYTHMS = (
    gettext_noop("Loggen granskas varje månad."),
    gettext_noop("Loggen granskas varannan månad."),
    gettext_noop("Loggen granskas var tredje månad."),
    gettext_noop("Loggen granskas var fjärde månad."),
    gettext_noop("Loggen granskas var femte månad."),
    gettext_noop("Loggen granskas var sjätte månad."),
    gettext_noop("Loggen granskas var sjunde månad."),
    gettext_noop("Loggen granskas var åttonde månad."),
    gettext_noop("Loggen granskas var nionde månad."),
    gettext_noop("Loggen granskas var tionde månad."),
    gettext_noop("Loggen granskas var elfte månad."),
    gettext_noop("Loggen granskas en gång om året."),
)


def rhythm(months: int) -> str:
    """How often the log is reviewed, as a sentence; in words up to a year."""
    if 1 <= months <= len(_RHYTHMS):
        return _(_RHYTHMS[months - 1])
    return _("Det går %(months)d månader mellan granskningarna av loggen.") % {"months": months}


_FIRST: Final = date(2, 1, 1)
_LAST: Final = date(9998, 12, 31)


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative); the month's last day where it has fewer."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def midnight(day: date) -> datetime:
    """The moment the day begins in the municipality.

    The calendar's two ends are moved inwards, since they have no such moment in UTC.
    """
    return timezone.make_aware(datetime.combine(min(max(day, _FIRST), _LAST), time.min))


def next_midnight(day: date) -> datetime:
    """The moment the day ends."""
    return midnight(min(day, _LAST) + timedelta(days=1))
