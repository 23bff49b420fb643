"""The patterns for how often, how many times, and how what is written is meant; and all of them in their order."""

from __future__ import annotations

from . import dates, year_parts
from .model import Rule, Unit
from .parts import Found, Part, Pattern, Plan, Role, always, words
from .vocabulary import (
    DATE_AHEAD,
    FROM,
    MONTH,
    NUMBER,
    OCCASION,
    OF_YEARS,
    ONE_YEAR,
    ORDINAL,
    TERM,
    UNIT,
    WEEKDAY,
    number_of,
    unit_of,
    weekday_of,
)

MOST_TIMES = 31
LONGEST_STEP = 20  # so far an ordinal ends in ":e"
FORTNIGHT = 14  # days
TIMES = rf"(?:(?P<least>minst)\s)?(?P<times>{NUMBER})(?:\s?(?:[-–]|till|eller)\s?(?P<most>{NUMBER}))?\s?"
ONCE = rf"(?:(?P<least>minst)\s)?(?:(?P<times>{NUMBER})\s?{OCCASION}\s)?"
ADVERB = (
    r"(?:årlig(?:en|t|a)|årsvis|halvårsvis|halvårligen|terminsvis|kvartalsvis|tertialvis|månadsvis"
    r"|månatlig(?:en|t|a)|veckovis)"
)
CODE = r"(?-i:T\s?[1-3]|VP|VB|DR)(?!\w)"


def _rule(rule: Rule) -> tuple[Part, ...]:
    return (Part(Role.RULE, rule=rule),) if 1 <= rule.times <= MOST_TIMES else ()


def _times(found: Found) -> int:
    return number_of(found["times"]) if found["times"] else 1


def _nth_weekday(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "varje första tisdag i månaden"."""
    nth = number_of(found["nth"])
    return _rule(Rule(Unit.MONTH, weekday=weekday_of(found["weekday"]), nth=nth)) if nth <= 4 else ()


def _weekday(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "varje tisdag", "varannan tisdag", "tisdagar"."""
    return _rule(
        Rule(Unit.WEEK, step=2 if found["second"] else 1, weekday=weekday_of(found["weekday"] or found["plural"]))
    )


def _day_of_month(found: Found, _plan: Plan) -> tuple[Part, ...]:
    day = int(found["day"])
    return _rule(Rule(Unit.MONTH, day=day)) if 1 <= day <= 31 else ()


def _every(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "varje vecka", "varannan månad", "var sjätte vecka", "var fjortonde dag", "en gång varje termin"."""
    step = 2 if found["second"] else number_of(found["nth"]) if found["nth"] else 1
    if found["unit"].casefold().startswith("dag"):
        if not found["nth"] and not found["second"]:
            return (Part(Role.ONGOING),)
        return _rule(Rule(Unit.WEEK, step=2)) if step == FORTNIGHT else ()
    if not 1 <= step <= LONGEST_STEP:
        return ()
    return _rule(Rule(unit_of(found["unit"]), step=step, times=_times(found), at_least=bool(found["least"])))


def _adverb(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "årligen", "två gånger årligen"."""
    return _rule(Rule(unit_of(found["unit"]), times=_times(found), at_least=bool(found["least"])))


def _per(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "en gång i månaden", "2 ggr/år", "minst två möten per termin", "1–2 gånger per år"."""
    if found["loose"] and not found["occasion"]:
        return ()
    at_least = bool(found["least"] or found["most"])
    return _rule(Rule(unit_of(found["unit"]), times=number_of(found["times"]), at_least=at_least))


def _count(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "två tillfällen"; of "två–tre" and "flera" the number is not known."""
    number = None if found["many"] or found["most"] else number_of(found["times"])
    return (Part(Role.COUNT, count=number),) if number is None or 1 <= number <= MOST_TIMES else ()


def _bare_count(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "(två tillfällen i mars och) två i maj"."""
    return (Part(Role.COUNT, count=number_of(found["times"])),)


HOW_OFTEN: tuple[Pattern, ...] = (
    (
        words(
            rf"(?:varje\s|den\s)?(?P<nth>{ORDINAL})\s(?P<weekday>{WEEKDAY})(?:en)?"
            r"\s(?:i\svarje|varje|var|per|i)\smånad(?:en)?"
        ),
        _nth_weekday,
    ),
    (words(rf"(?:varje|(?P<second>varannan))\s(?P<weekday>{WEEKDAY})|(?P<plural>{WEEKDAY})ar(?:na)?"), _weekday),
    (words(r"(?:den\s(?P<day>\d{1,2})(?::[ae])?)\s(?:i\svarje|varje|i)\smånad(?:en)?"), _day_of_month),
    (
        words(
            rf"{ONCE}(?:(?P<second>varannan|vartannat)|var(?:je|t)?(?:\s(?P<nth>{ORDINAL}|\d{{1,2}}))?)"
            rf"\s(?P<unit>{UNIT}|dag)"
        ),
        _every,
    ),
    (
        words(rf"(?:en\sgång\s)?varje(?=\s(?:vår|höst|sommar|{MONTH}))"),
        always(Role.RULE, rule=Rule(Unit.YEAR)),
    ),
    (words(rf"{ONCE}(?P<unit>{ADVERB})"), _adverb),
    (
        words(
            rf"{TIMES}(?P<occasion>{OCCASION})?\s?(?:(?:per|pr)\s|/\s?|(?P<loose>i|om|under\svarje)\s)"
            rf"(?P<unit>{UNIT})"
        ),
        _per,
    ),
    (words(r"dagligen"), always(Role.ONGOING)),
)
HOW_MANY: tuple[Pattern, ...] = (
    (
        words(
            rf"(?:vid\s)?(?:(?P<many>flera|fler|några|ett\santal|ett\spar)|(?P<times>{NUMBER})"
            rf"(?:\s?(?:[-–]|till|eller)\s?(?P<most>{NUMBER}))?)\s?{OCCASION}(?:\s?(?:per|om|/)\s?{UNIT})?"
        ),
        _count,
    ),
    (
        words(
            rf"(?:(?<=och\s)|(?<=samt\s)|(?<=,\s))(?P<times>{NUMBER})(?=\s(?:i|under|på)\s(?:{MONTH}|våren|hösten|(?:vår|höst)termin))"
        ),
        _bare_count,
    ),
)
HOW_MEANT: tuple[Pattern, ...] = (
    (
        words(
            r"(?:löpande|fortlöpande|kontinuerlig[at]?|ständigt|pågår|pågående|tills\s?vidare|hela\stiden"
            r"|regelbundet|återkommande)"
        ),
        always(Role.ONGOING),
    ),
    (
        words(
            r"(?:(?:vid|efter|utifrån)\sbehov|(?:på|vid)\s(?:begäran|förfrågan|efterfrågan)"
            r"|(?:när|om)\sbehov\s(?:finns|uppstår)|behovsstyrt|efterfrågestyrt)"
        ),
        always(Role.ON_DEMAND),
    ),
    (words(r"så\s(?:snart|fort)\ssom\smöjligt|snarast|omgående|genast"), always(Role.EVENT)),
    # Ready "till hösten" may be at its beginning.
    (words(rf"(?:klar[at]?|färdig[at]?|senast)\still\s(?:{MONTH}|{TERM}){OF_YEARS}"), always(Role.UNREAD)),
    (words(r"(?:kl\.?|klockan)\s?\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?"), always(Role.UNREAD)),
)
MARKS: tuple[Pattern, ...] = (
    (
        words(
            r"klar[at]?|färdig[at]?|färdigställ(?:s|d|t|as)|slutför(?:s|d|t|as|da)|avsluta(?:s|d|t|de)"
            r"|slut|slutdatum|deadline"
        ),
        always(Role.DEADLINE, mark=True),
    ),
    (words(r"senast|(?:före|innan|vid|till)\sutgången\sav"), always(Role.DEADLINE, mark=True, at_once=True)),
    (
        words(r"t\.?\s?o\.?\s?m\.?|till\soch\smed|fram\still(?:\soch\smed)?|till(?=\s(?:den\s)?\d)"),
        always(Role.UNTIL, mark=True, at_once=True),
    ),
    (
        words(r"med\s(?:start|början)|start(?:ar|as|datum)?|uppstart|påbörja(?:s|d|t)?|börja[rs]?|inled(?:s|er|as)"),
        always(Role.BEGIN, mark=True),
    ),
    (words(rf"tidigast|{FROM}|sedan{DATE_AHEAD}"), always(Role.BEGIN, mark=True, at_once=True)),
    (words(rf"(?:före|innan){DATE_AHEAD}"), always(Role.BEFORE, mark=True, at_once=True)),
    (words(rf"efter{DATE_AHEAD}"), always(Role.AFTER, mark=True, at_once=True)),
)
EVENTS: tuple[Pattern, ...] = (
    (
        words(
            rf"(?:(?:i\ssamband\smed|i\sanslutning\still|inför|efter|vid|i)\s)?{CODE}"
            rf"(?:(?:\s?[,/&+]\s?|,?\s(?:och|samt)\s){CODE}){{0,9}}(?:\s{ONE_YEAR})?"
        ),
        always(Role.EVENT),
    ),
    (words(r"efter|inför|enligt|utifrån|beroende\spå"), always(Role.LEAD_PAST_DATES, mark=True)),
    (
        words(r"i\ssamband\smed|i\sanslutning\still|parallellt\smed|vid|när|före|innan|så\ssnart|så\sfort"),
        always(Role.LEAD, mark=True),
    ),
)

# The first that matches counts, so what is longer or more certain stands first.
PATTERNS: tuple[Pattern, ...] = (
    *dates.REACHES,
    *year_parts.REACHES,
    *HOW_OFTEN,
    *year_parts.SEASONS,
    *HOW_MEANT,
    *HOW_MANY,
    *dates.DAYS_AND_MONTHS,
    *year_parts.YEAR_PARTS,
    *MARKS,
    *EVENTS,
)
