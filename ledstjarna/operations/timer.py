"""Recurring duties: registered by the rooms, run by one command, once each even if two timers are up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ledstjarna.operations.models import Tick

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """`run` is called when `every` has passed since the last time."""

    code: str
    every: timedelta
    run: Callable[[], object]


DUTIES: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Make a duty known; called when the room's app is ready."""
    DUTIES[duty.code] = duty


def run_due() -> list[str]:
    """Run what is due; gives the codes. A duty that fails is logged by name and waits for its next turn."""
    ran = []
    for duty in DUTIES.values():
        if not _claim(duty):
            continue
        ran.append(duty.code)
        try:
            duty.run()
        except Exception as fault:
            log.error("duty %s failed: %s", duty.code, type(fault).__name__)
    return ran


def _claim(duty: Duty) -> bool:
    now = timezone.now()
    with transaction.atomic():
        tick, created = Tick.objects.select_for_update().get_or_create(duty=duty.code, defaults={"ran_at": now})
        if not created and tick.ran_at + duty.every > now:
            return False
        tick.ran_at = now
        tick.save(update_fields=["ran_at"])
    return True
