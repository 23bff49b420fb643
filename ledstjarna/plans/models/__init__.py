"""The room's tables: the draft as rows, what was decided as frozen versions, the work on it as rows beside."""

from ledstjarna.plans.models.activity import (
    Activity,
    Goal,
    Indicator,
    IndicatorValue,
    Occurrence,
    OccurrenceState,
    Party,
    PartyState,
    Reason,
    Status,
)
from ledstjarna.plans.models.decision import Carried, Choice, Masking, Objection, Outcome, Remark, Step, StepKind
from ledstjarna.plans.models.history import Change, Revision, Upload, Version
from ledstjarna.plans.models.items import Item, shown, texts_of
from ledstjarna.plans.models.origin import Origin
from ledstjarna.plans.models.plan import COLUMNS, YEARS, Level, Partner, Plan, PlanQuerySet, Section
from ledstjarna.plans.models.template import Template, TemplateSection, Term, TermKind, WordTemplate

__all__ = [
    "COLUMNS",
    "YEARS",
    "Activity",
    "Carried",
    "Change",
    "Choice",
    "Goal",
    "Indicator",
    "IndicatorValue",
    "Item",
    "Level",
    "Masking",
    "Objection",
    "Occurrence",
    "OccurrenceState",
    "Origin",
    "Outcome",
    "Partner",
    "Party",
    "PartyState",
    "Plan",
    "PlanQuerySet",
    "Reason",
    "Remark",
    "Revision",
    "Section",
    "Status",
    "Step",
    "StepKind",
    "Template",
    "TemplateSection",
    "Term",
    "TermKind",
    "Upload",
    "Version",
    "WordTemplate",
    "shown",
    "texts_of",
]
