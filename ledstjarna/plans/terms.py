"""The city's lists of words for activities: areas of prevention, risk factors and protective factors.

Until the city changes a list it is the one that stands here. The areas are the points of a prevention star; factors are
told on three levels, the single person, those around, society, as the Public Health Agency of Sweden divides them.
The words are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.models import Term, TermKind


class PreventionLevel(TextChoices):
    """Whom prevention is for: everybody, groups where the risk is higher, or single persons where it is high."""

    UNIVERSAL = "universal", _("universell")
    SELECTIVE = "selective", _("selektiv")
    INDICATED = "indicated", _("indikerad")


BEGUN_WITH: Final[dict[TermKind, dict[str, str | Promise]]] = {
    TermKind.AREA: {
        "andts": _("ANDTS"),
        "close_violence": _("våld i nära relation"),
        "crime": _("kriminalitet"),
        "exclusion": _("utanförskap"),
        "mental_health": _("psykisk ohälsa"),
        "extremism": _("våldsbejakande extremism"),
    },
    TermKind.RISK: {
        "risk_no_future": _("ser ingen framtid för egen del"),
        "risk_wronged": _("har blivit kränkt eller utsatt för våld"),
        "risk_thrill": _("lockas av våld och spänning"),
        "risk_ill_health": _("mår dåligt eller har ett beroende"),
        "risk_home": _("har det otryggt hemma"),
        "risk_circle": _("umgås med andra som tar till våld"),
        "risk_closed_groups": _("rör sig i slutna grupper på nätet"),
        "risk_dropped_out": _("är borta från skola och arbete"),
        "risk_unequal": _("blir sämre behandlad än andra"),
        "risk_distrust": _("litar inte på samhället"),
        "risk_recruiters": _("möter värvning där man bor"),
    },
    TermKind.PROTECTIVE: {
        "safe_own_power": _("tror att det går att påverka sitt liv"),
        "safe_conflicts": _("kan lösa konflikter utan våld"),
        "safe_critical": _("granskar det man läser och hör"),
        "safe_adult": _("har en vuxen att lita på"),
        "safe_leisure": _("har vänner och en fritid som betyder något"),
        "safe_school": _("trivs och lyckas i skolan eller på arbetet"),
        "safe_fairness": _("blir bemött som alla andra"),
        "safe_support": _("får stöd som är lätt att nå"),
        "safe_together": _("har vuxna omkring sig som samverkar"),
    },
}
NAMES: Final[dict[TermKind, str | Promise]] = {
    TermKind.AREA: _("Områden"),
    TermKind.RISK: _("Riskfaktorer"),
    TermKind.PROTECTIVE: _("Skyddsfaktorer"),
}
FACTORS: Final = (TermKind.RISK, TermKind.PROTECTIVE)


@dataclass(frozen=True, slots=True)
class TermText:
    """A word of a list. A retired one cannot be chosen any more, only read where it was."""

    kind: TermKind
    code: str
    name: str
    retired: bool = False


def terms(kind: TermKind) -> list[TermText]:
    """What can be chosen, in the list's order. One query."""
    return [term for term in every_term(kind) if not term.retired]


def every_term(*kinds: TermKind) -> list[TermText]:
    """All words of the lists, retired ones too, list by list. One query."""
    own: dict[str, list[TermText]] = {}
    for row in Term.objects.filter(kind__in=kinds):
        own.setdefault(row.kind, []).append(
            TermText(TermKind(row.kind), row.code, row.name, row.retired_at is not None)
        )
    return [term for kind in kinds for term in own.get(kind) or _begun_with(kind)]


def _begun_with(kind: TermKind) -> list[TermText]:
    return [TermText(kind, code, str(name)) for code, name in BEGUN_WITH[kind].items()]
