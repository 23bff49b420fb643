"""How often something recurs, in words."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .model import Rule, Unit

MONDAY = date(2024, 1, 1)
TIMES = {
    1: gettext_lazy("en gång"),
    2: gettext_lazy("två gånger"),
    3: gettext_lazy("tre gånger"),
    4: gettext_lazy("fyra gånger"),
}
PER = {
    Unit.WEEK: gettext_lazy("i veckan"),
    Unit.MONTH: gettext_lazy("i månaden"),
    Unit.QUARTER: gettext_lazy("per kvartal"),
    Unit.TERTIAL: gettext_lazy("per tertial"),
    Unit.HALF: gettext_lazy("per halvår"),
    Unit.TERM: gettext_lazy("per termin"),
    Unit.YEAR: gettext_lazy("per år"),
}
EVERY_OTHER = {
    Unit.WEEK: gettext_lazy("varannan vecka"),
    Unit.MONTH: gettext_lazy("varannan månad"),
    Unit.QUARTER: gettext_lazy("vartannat kvartal"),
    Unit.TERTIAL: gettext_lazy("vartannat tertial"),
    Unit.HALF: gettext_lazy("vartannat halvår"),
    Unit.TERM: gettext_lazy("varannan termin"),
    Unit.YEAR: gettext_lazy("vartannat år"),
}
EVERY_NTH = {
    Unit.WEEK: gettext_lazy("var %(nth)s vecka"),
    Unit.MONTH: gettext_lazy("var %(nth)s månad"),
    Unit.QUARTER: gettext_lazy("vart %(nth)s kvartal"),
    Unit.TERTIAL: gettext_lazy("vart %(nth)s tertial"),
    Unit.HALF: gettext_lazy("vart %(nth)s halvår"),
    Unit.TERM: gettext_lazy("var %(nth)s termin"),
    Unit.YEAR: gettext_lazy("vart %(nth)s år"),
}
ORDINALS = {
    3: gettext_lazy("tredje"),
    4: gettext_lazy("fjärde"),
    5: gettext_lazy("femte"),
    6: gettext_lazy("sjätte"),
    8: gettext_lazy("åttonde"),
    10: gettext_lazy("tionde"),
    12: gettext_lazy("tolfte"),
}
NTH = {
    1: gettext_lazy("första %(weekday)sen i månaden"),
    2: gettext_lazy("andra %(weekday)sen i månaden"),
    3: gettext_lazy("tredje %(weekday)sen i månaden"),
    4: gettext_lazy("fjärde %(weekday)sen i månaden"),
    -1: gettext_lazy("sista %(weekday)sen i månaden"),
}


def rule_in_words(rule: Rule) -> str:
    """ "en gång i månaden", "minst två gånger per termin", "var sjätte vecka", "första tisdagen i månaden"."""
    if rule.day is not None:
        return _("den %(day)d i varje månad") % {"day": rule.day}
    if rule.weekday is not None:
        return _weekday(rule, date_format(MONDAY + timedelta(days=rule.weekday), "l"))
    times = str(TIMES.get(rule.times) or _("%(count)d gånger") % {"count": rule.times})
    if rule.at_least:
        times = _("minst %(times)s") % {"times": times}
    if rule.step == 1:
        return f"{times} {PER[rule.unit]}"
    nth = ORDINALS.get(rule.step) or _("%(step)d:e") % {"step": rule.step}
    step = str(EVERY_OTHER[rule.unit] if rule.step == 2 else EVERY_NTH[rule.unit] % {"nth": nth})
    return step if rule.times == 1 and not rule.at_least else f"{times} {step}"


def _weekday(rule: Rule, weekday: str) -> str:
    if rule.nth is not None:
        return NTH[rule.nth] % {"weekday": weekday}
    return (_("varannan %(weekday)s") if rule.step == 2 else _("varje %(weekday)s")) % {"weekday": weekday}
