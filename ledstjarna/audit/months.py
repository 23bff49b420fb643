"""Calendar months, as decisions on keeping and reviews count them."""

from calendar import monthrange
from datetime import date, datetime, time

from django.utils import timezone


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative); the month's last day where it has fewer."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def midnight(day: date) -> datetime:
    """The moment the day begins in the municipality."""
    return timezone.make_aware(datetime.combine(day, time.min))
