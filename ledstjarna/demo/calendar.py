"""The days on which boards meet."""

from datetime import date, timedelta


def working_day(day: date) -> date:
    """The day itself or the Friday before; boards do not meet at weekends."""
    return day - timedelta(days=max(0, day.weekday() - 4))
