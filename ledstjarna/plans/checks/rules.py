"""The rules: how grave each is, why it is one, where it is mended, and its words for one or many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledstjarna.plans.checks.model import Mend, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    severity: Severity
    mend: Mend
    why: str | Promise
    words: Callable[[int], str]


RULES: Final = (
    Rule(
        "responsible-missing",
        Severity.ERROR,
        Mend.ACTIVITY,
        _("Utan ansvarig är det ingen som vet att det är deras sak."),
        lambda n: ngettext("%d aktivitet saknar ansvarig", "%d aktiviteter saknar ansvarig", n) % n,
    ),
    Rule(
        "responsible-vacant",
        Severity.ERROR,
        Mend.WORK,
        _("Rollen är utpekad, men ingen har den just nu."),
        lambda n: ngettext("%d aktivitet har en vakant roll", "%d aktiviteter har en vakant roll", n) % n,
    ),
    Rule(
        "responsible-declined",
        Severity.WARNING,
        Mend.WORK,
        _("Den som tillfrågades har sagt nej. Läs skälet och utse någon annan, eller ändra aktiviteten."),
        lambda n: ngettext("%d aktivitet har fått ett nej", "%d aktiviteter har fått ett nej", n) % n,
    ),
    Rule(
        "schedule-missing",
        Severity.ERROR,
        Mend.ACTIVITY,
        _("Utan tidplan går det inte att säga om aktiviteten är gjord i tid."),
        lambda n: ngettext("%d aktivitet saknar tidplan", "%d aktiviteter saknar tidplan", n) % n,
    ),
    Rule(
        "schedule-unreadable",
        Severity.NOTICE,
        Mend.ACTIVITY,
        _("Texten står kvar som den är, men den ger inga tillfällen i årshjulet och ingen påminnelse."),
        lambda n: ngettext("%d tidplan gick inte att läsa", "%d tidplaner gick inte att läsa", n) % n,
    ),
    Rule(
        "impossible-years",
        Severity.ERROR,
        Mend.ACTIVITY,
        _("Ett slut som ligger före sin början, eller en dag som inte finns. Det är nog ett skrivfel."),
        lambda n: ngettext("%d omöjlig tid", "%d omöjliga tider", n) % n,
    ),
    Rule(
        "follow-up-missing",
        Severity.ERROR,
        Mend.ACTIVITY,
        _("Lagen kräver att åtgärder följs upp (2023:196, 6 §). Skriv när det ska ske."),
        lambda n: ngettext("%d aktivitet saknar uppföljning", "%d aktiviteter saknar uppföljning", n) % n,
    ),
    Rule(
        "follow-up-outside",
        Severity.WARNING,
        Mend.ACTIVITY,
        _("Uppföljningen hänvisar till en period som kommunen inte har det året."),
        lambda n: (
            ngettext("%d uppföljning ligger utanför perioderna", "%d uppföljningar ligger utanför perioderna", n) % n
        ),
    ),
    Rule(
        "function-spelling",
        Severity.NOTICE,
        Mend.PLAN,
        _("Samma funktion skrivs på flera sätt. Välj ett, så syns hela dess ansvar på ett ställe."),
        lambda n: ngettext("%d funktion stavas på flera sätt", "%d funktioner stavas på flera sätt", n) % n,
    ),
    Rule(
        "duty-shared",
        Severity.WARNING,
        Mend.ACTIVITY,
        _("Två står som ansvariga för samma sak. Då gör lätt ingen av dem den."),
        lambda n: ngettext("%d uppgift har två ansvariga", "%d uppgifter har två ansvariga", n) % n,
    ),
    Rule(
        "finding-missing",
        Severity.WARNING,
        Mend.ACTIVITY,
        _("Välj den slutsats i lägesbilden som aktiviteten svarar på, så syns varför den finns."),
        lambda n: (
            ngettext("%d aktivitet svarar inte på någon slutsats", "%d aktiviteter svarar inte på någon slutsats", n)
            % n
        ),
    ),
    Rule(
        "activity-missing",
        Severity.WARNING,
        Mend.CHAIN,
        _("Lägesbilden har funnit något som planen inte gör något åt."),
        lambda n: ngettext("%d slutsats saknar aktivitet", "%d slutsatser saknar aktivitet", n) % n,
    ),
    Rule(
        "occurrence-overdue",
        Severity.WARNING,
        Mend.WORK,
        _("Bocka av det som är gjort, flytta det som är försenat eller ställ in det."),
        lambda n: ngettext("%d aktivitet har ett försenat tillfälle", "%d aktiviteter har försenade tillfällen", n) % n,
    ),
    Rule(
        "detail-missing",
        Severity.WARNING,
        Mend.ACTIVITY,
        _("Stadens mall kräver det av varje aktivitet."),
        lambda n: (
            ngettext("%d aktivitet saknar något som mallen kräver", "%d aktiviteter saknar något som mallen kräver", n)
            % n
        ),
    ),
    Rule(
        "section-missing",
        Severity.ERROR,
        Mend.PLAN,
        _("Stadens mall kräver avsnittet, så att planerna kan läsas bredvid varandra."),
        lambda n: ngettext("%d avsnitt i mallen saknas", "%d avsnitt i mallen saknas", n) % n,
    ),
    Rule(
        "section-empty",
        Severity.NOTICE,
        Mend.SECTION,
        _("Skriv något under rubriken, eller ta bort den."),
        lambda n: ngettext("%d avsnitt är tomt", "%d avsnitt är tomma", n) % n,
    ),
    Rule(
        "earlier-remarks",
        Severity.WARNING,
        Mend.REMARKS,
        _("Den här planen är den som går runt härnäst. De som lämnade synpunkterna väntar på svar."),
        lambda n: str(_("Synpunkter på en tidigare plan är inte besvarade")),
    ),
    Rule(
        "next-revision-missing",
        Severity.WARNING,
        Mend.PLAN,
        _("Säg i vilken period planen ses över nästa gång."),
        lambda n: str(_("Nästa revidering är inte bestämd")),
    ),
    Rule(
        "clock-statutory",
        Severity.ERROR,
        Mend.PLAN,
        _("Lagen kräver att planen följs upp minst vartannat år (2023:196, 6 §)."),
        lambda n: str(_("Lagens två år har gått ut")),
    ),
    Rule(
        "clock-local",
        Severity.WARNING,
        Mend.PLAN,
        _("Kommunen har bestämt att planen ses över oftare än lagen kräver."),
        lambda n: str(_("Kommunens egen tid för översyn har gått ut")),
    ),
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
