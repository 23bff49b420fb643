"""Reads what a plan's columns Tidplan and Uppföljning say of when, and says it back. Stores nothing."""

from .follow_up import read_follow_up
from .follow_up_words import follow_up_in_words
from .model import FollowUp, Kind, PeriodName, Point, Rule, Schedule, Slot, Unit
from .red_days import is_working_day, working_day
from .schedule import read_schedule
from .schedule_words import schedule_in_words
from .span_words import span_in_words

__all__ = [
    "FollowUp",
    "Kind",
    "PeriodName",
    "Point",
    "Rule",
    "Schedule",
    "Slot",
    "Unit",
    "follow_up_in_words",
    "is_working_day",
    "read_follow_up",
    "read_schedule",
    "schedule_in_words",
    "span_in_words",
    "working_day",
]
