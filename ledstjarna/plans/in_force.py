"""Which plan applies at a board on a day, and which decided ones are still to come.

A plan applies from the first day of its year, or from its decision if that is later, until a plan of a later year has
begun and been decided. What has been decided is what is known now, also when another day is asked about.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from ledstjarna.plans.models import Version


def in_force(day: date) -> QuerySet[Version]:
    """The latest version of the plan that applies on the day, one for each board that has one. One query."""
    begun = Version.objects.filter(plan__board=OuterRef("plan__board"), plan__year__lte=day.year)
    newest = begun.order_by("-plan__year", "-number").values("pk")[:1]
    return Version.objects.filter(plan__year__lte=day.year, pk=Subquery(newest)).defer("pdf").select_related("plan")


def to_come(day: date) -> QuerySet[Version]:
    """The latest version of each plan that is decided for a later year than the day's. One query."""
    later = Version.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    return Version.objects.filter(~Exists(later), plan__year__gt=day.year).defer("pdf").select_related("plan")


def not_replaced(day: date) -> QuerySet[Version]:
    """What applies on the day and what is to come, the plan that applies first. One query."""
    return (in_force(day) | to_come(day)).order_by("plan__board", "plan__year")


def decided_by(board_id: int) -> list[Version]:
    """What applies at the board today and what it has decided for later years. One query."""
    return list(not_replaced(timezone.localdate()).filter(plan__board=board_id))
