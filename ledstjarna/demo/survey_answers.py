"""What the demo's units answer, year by year: the two years held on paper, last year and this."""

from __future__ import annotations

from typing import Final

from ledstjarna.demo.survey_spread import Met, Told
from ledstjarna.surveys.definition import NO, NONE, YES

ON_PAPER_2018: Final = Told(  # 24 units
    one={
        "events_met": {NO: 19},
        "partners_held": {YES: 9, NO: 13},
        "partners_wished": {YES: 4, NO: 17},
        "guidance_known": {YES: 21, NO: 3},
        "guidance_used": {YES: 3, NO: 20},
        "form_known": {YES: 19, NO: 5},
        "form_used": {NO: 24},
        "plan_known": {YES: 12, NO: 10},
        "training_taken": {YES: 14, NO: 9},
        "knowledge_level": {"5": 2, "4": 10, "3": 8, "2": 3},
        "plan_effect": {"daily": 1, "awareness": 3, "nothing": 16},
        "consent_asked": {"always": 8, "sometimes": 6, "never": 3, "not_our_work": 6},
    },
    several={
        "partners_with": {"police": 7, "school": 5, "social": 6, "prison": 2},
        "partners_wished_with": {"jobs": 2, "civil": 2, "faith": 1},
        "needs": {"basic": 14, "deeper": 4, "guidance": 8, "symbols": 5, NONE: 3},
    },
    staff={
        "guidance_known_staff": (62.0, 2),
        "form_known_staff": (22.0, 3),
        "plan_known_staff": (51.0, 2),
        "training_taken_staff": (30.0, 3),
    },
    met=(
        Met(("poster", "symbol"), cases_far_right=1, notified=1),
        Met(("symbol", "statement"), cases_far_right=1, notified=1),
        Met(("recruitment",), cases_islamist=1),
        Met(("poster",)),
    ),
    words={"needs_words": ("Vi vill öva med exempel från vår egen vardag.",)},
)

ON_PAPER_2019: Final = Told(  # 31 units
    one={
        "events_met": {NO: 23},
        "partners_held": {YES: 15, NO: 14},
        "partners_wished": {YES: 6, NO: 22},
        "guidance_known": {YES: 30, NO: 1},
        "guidance_used": {YES: 6, NO: 24},
        "form_known": {YES: 30, NO: 1},
        "form_used": {YES: 1, NO: 30},
        "plan_known": {YES: 23, NO: 6},
        "training_taken": {YES: 22, NO: 8},
        "knowledge_level": {"5": 5, "4": 16, "3": 7, "2": 2},
        "plan_effect": {"daily": 2, "awareness": 5, "nothing": 20},
        "consent_asked": {"always": 12, "sometimes": 7, "never": 3, "not_our_work": 8},
    },
    several={
        "partners_with": {"police": 12, "school": 9, "social": 10, "prison": 5, "health": 2},
        "partners_wished_with": {"jobs": 4, "civil": 3, "faith": 3, "health": 1},
        "needs": {"basic": 17, "deeper": 9, "guidance": 12, "consult": 4, "symbols": 6, NONE: 3},
    },
    staff={
        "guidance_known_staff": (75.0, 2),
        "form_known_staff": (100 / 3, 2),
        "plan_known_staff": (200 / 3, 1),
        "training_taken_staff": (42.0, 3),
    },
    met=(
        Met(("poster", "symbol"), cases_far_right=1, notified=2),
        Met(("threat", "statement"), cases_far_right=1, notified=1),
        Met(("recruitment",), cases_islamist=1, notified=1),
        Met(("threat",), cases_islamist=1, notified=1),
        Met(("symbol",), cases_far_left=1),
        Met(("gathering", "damage")),
    ),
    words={
        "needs_words": (
            "Flera är nya hos oss och har inte hunnit gå någon kurs.",
            "Gärna en genomgång på plats, med tid för frågor.",
        ),
        "plan_effect_words": ("Frågan står på dagordningen på våra arbetsplatsträffar.",),
    },
)

LAST_YEAR: Final = Told(  # 24 units
    one={
        "events_met": {NO: 16},
        "partners_held": {YES: 13, NO: 10},
        "partners_wished": {YES: 7, NO: 15},
        "guidance_known": {YES: 23, NO: 1},
        "guidance_used": {YES: 8, NO: 15},
        "form_known": {YES: 22, NO: 2},
        "form_used": {YES: 6, NO: 18},
        "plan_known": {YES: 19, NO: 5},
        "training_taken": {YES: 17, NO: 5},
        "knowledge_level": {"5": 5, "4": 11, "3": 6, "2": 1},
        "plan_effect": {"daily": 5, "awareness": 9, "nothing": 9},
        "consent_asked": {"always": 10, "sometimes": 6, "never": 2, "not_our_work": 6},
    },
    several={
        "partners_with": {"police": 12, "school": 9, "social": 7, "prison": 3, "civil": 5},
        "partners_wished_with": {"jobs": 4, "civil": 3, "faith": 5, "health": 2},
        "needs": {"basic": 10, "deeper": 9, "guidance": 11, "consult": 6, "symbols": 7, NONE: 2},
    },
    staff={
        "guidance_known_staff": (78.0, 1),
        "form_known_staff": (100 / 3, 1),
        "plan_known_staff": (69.0, 2),
        "training_taken_staff": (51.0, 3),
    },
    met=(
        Met(("poster", "symbol"), cases_far_right=2, notified=1),
        Met(("symbol",), cases_far_right=1),
        Met(("recruitment",), cases_islamist=1, notified=1),
        Met(("poster",), cases_far_right=1),
        Met(("threat", "statement"), cases_far_right=1, notified=1),
        Met(("poster", "damage"), cases_far_left=1, notified=1),
        Met(("symbol", "recruitment"), cases_islamist=1, notified=1),
    ),
    words={
        "needs_words": ("Vi behöver något som passar dem som arbetar natt.",),
        "plan_effect_words": ("Vi vet bättre vem vi ska vända oss till.",),
    },
)

THIS_YEAR: Final = Told(  # 22 units
    one={
        "events_met": {NO: 12},
        "partners_held": {YES: 13, NO: 8},
        "partners_wished": {YES: 6, NO: 15},
        "guidance_known": {YES: 22},
        "guidance_used": {YES: 9, NO: 12},
        "form_known": {YES: 21, NO: 1},
        "form_used": {YES: 8, NO: 14},
        "plan_known": {YES: 19, NO: 3},
        "child_routine": {YES: 15, NO: 5},
        "training_taken": {YES: 16, NO: 4},
        "knowledge_level": {"5": 6, "4": 11, "3": 4},
        "plan_effect": {"daily": 6, "awareness": 9, "nothing": 6},
        "consent_asked": {"always": 11, "sometimes": 5, "never": 1, "not_our_work": 5},
    },
    several={
        "partners_with": {"police": 12, "school": 10, "social": 8, "prison": 3, "civil": 6, "faith": 2},
        "partners_wished_with": {"jobs": 4, "civil": 2, "faith": 4},
        "needs": {"basic": 6, "deeper": 11, "guidance": 9, "consult": 5, "symbols": 8, NONE: 2},
    },
    staff={
        "guidance_known_staff": (84.0, 1),
        "form_known_staff": (46.0, 1),
        "plan_known_staff": (74.0, 1),
        "training_taken_staff": (38.0, 2),
    },
    met=(
        Met(("poster", "symbol"), cases_far_right=2, notified=1),
        Met(("symbol",), cases_far_right=1),
        Met(("recruitment",), cases_islamist=1, notified=1),
        Met(("poster",), cases_far_right=1),
        Met(("threat", "statement"), cases_far_right=1, notified=2),
        Met(("poster",), cases_far_left=1),
        Met(("symbol", "recruitment"), cases_islamist=1, notified=1),
        Met(("statement",), cases_far_right=1, notified=1),
        Met(("gathering",), cases_far_left=1),
    ),
    words={
        "needs_words": ("En kort påminnelse varje termin vore bra.", "Fler exempel på symboler."),
        "plan_effect_words": ("Den är en fast punkt när vi planerar året.",),
    },
)

BEGUN: Final = Told(  # 2 units, which have come as far as the questions about working together
    one={"events_met": {NO: 2}, "partners_held": {YES: 1, NO: 1}, "partners_wished": {NO: 2}},
    several={"partners_with": {"police": 1, "school": 1}},
    staff={},
    met=(),
)
