"""The chain of decisions as data: where a plan can stand, and which step leads from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models import Outcome, StepKind


class Standing(models.TextChoices):
    """Where a plan stands. A draft beside a decided version does not move it until the board has decided anew."""

    DRAFT = "draft", _("utkast")
    REFERRED_BACK = "referred_back", _("återremitterad")
    AWAITS_BOARDS = "awaits_boards", _("väntar på fler nämnder")
    DECIDED = "decided", _("väntar på kommunstyrelsen")
    CONDITIONS = "conditions", _("godkänd med villkor")
    APPROVED = "approved", _("godkänd")
    REPLACED = "replaced", _("ersatt")


ALLOWED: Final[Mapping[tuple[Standing, StepKind], Mapping[Outcome, Standing]]] = {
    (Standing.DRAFT, StepKind.POLICE): {
        Outcome.AGREED: Standing.DRAFT,
        Outcome.REMARKS: Standing.DRAFT,
    },
    (Standing.DRAFT, StepKind.COMMITTEE): {
        Outcome.APPROVED: Standing.DRAFT,
        Outcome.CONDITIONS: Standing.DRAFT,
        Outcome.REFERRED_BACK: Standing.DRAFT,
    },
    (Standing.DRAFT, StepKind.BOARD): {
        Outcome.APPROVED: Standing.AWAITS_BOARDS,
        Outcome.REFERRED_BACK: Standing.REFERRED_BACK,
    },
    (Standing.AWAITS_BOARDS, StepKind.BOARD): {
        Outcome.APPROVED: Standing.AWAITS_BOARDS,
        Outcome.REFERRED_BACK: Standing.REFERRED_BACK,
    },
    (Standing.DECIDED, StepKind.EXECUTIVE): {
        Outcome.APPROVED: Standing.APPROVED,
        Outcome.CONDITIONS: Standing.CONDITIONS,
        Outcome.REFERRED_BACK: Standing.REFERRED_BACK,
    },
}
"""From a standing, by whose step and how it ended, to the next. What is not here cannot be recorded.

A draft under way is a DRAFT whatever was decided before it, also one that a board has referred back.
"""


def outcomes(standing: Standing, kind: StepKind) -> tuple[Outcome, ...]:
    """How a step of that kind may end for what stands so; empty when it cannot be taken at all."""
    return tuple(ALLOWED.get((standing, kind), ()))


def settled(standing: Standing, *, boards_left: bool, executive: bool) -> Standing:
    """The standing once nobody is waited for who has decided already, or has no say."""
    if standing is Standing.AWAITS_BOARDS and not boards_left:
        standing = Standing.DECIDED
    if standing is Standing.DECIDED and not executive:
        standing = Standing.APPROVED
    return standing
