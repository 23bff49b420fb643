"""Nobody may be made to tell a public body where they stand in political, religious or other such matters
(Instrument of Government, chapter 2, section 2; the Parliamentary Ombudsmen's decision 461-2021 on compulsory
questionnaires). The manager is asked what the unit has met, knows and does.

A list of words cannot tell one from the other, so it only makes whoever builds a questionnaire stop and give a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ledstjarna.surveys.definition import Definition

STEMS: Final = (
    r"åsikt\w*",
    r"åskådning\w*",
    r"livsåskådning\w*",
    r"(?:tycker|anser|tror)\s+(?:du|ni|medarbetar\w+|persona\w+|man)",
    r"(?:du|ni|medarbetarna|personalen|man)\s+(?:själv\w*\s+)?(?:tycker|anser|tror)\b(?!\s+att\s+(?:enheten|det\s+behövs))",
    r"tror\s+på",
    r"syn\s+på",
    r"(?:ser|ställer\s+sig)\s+(?:du|ni|medarbetar\w+|personal\w*|man)\s+(?:själv\w*\s+)?(?:på|till)",
    r"vad\s+(?:du|ni|de|man|medarbetar\w+|personal\w*)\s+(?:själv\w*\s+)?(?:menar|tänker)",
    r"(?:delar|håller|tänker)\s+(?:du|ni|medarbetar\w+|personal\w*)",
    r"röstar?\b",
    r"röstade\b",
    r"parti(?:er|et|erna)?\b",
    r"partipolitisk\w*",
    r"religiös\w*",
    r"religion\w*",
    r"trosuppfattning\w*",
    r"bekänn\w*",
    r"sympati\w*",
    r"sympatiser\w*",
    r"värdering(?:ar|arna)?\b",
    r"ideologi\w*",
    r"(?:politisk\w*|religiös\w*|personlig\w*)\s+(?:uppfattning\w*|inställning\w*|hemvist|övertygelse\w*)",
    r"inställning\w*\s+till",
    r"etnicitet\w*",
    r"etnisk\w*",
    r"sexuell\w*\s+läggning",
    r"medlem\w*\s+i\s+(?:ett|något)\s+(?:parti|fack|samfund)",
)
_WORDS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(STEMS)})", re.IGNORECASE)


def words_on_views(text: str) -> list[str]:
    """The words of a text that may ask for somebody's own views, each once, as they are written."""
    return list(dict.fromkeys(" ".join(found.split()).casefold() for found in _WORDS.findall(text)))


def views_in(question: Definition) -> list[str]:
    """As `words_on_views`, of all that a question says."""
    return words_on_views("\n".join(_texts(question)))


def _texts(question: Definition) -> Iterator[str]:
    yield from (question.wording, question.help, question.section)
    yield from (option.label for option in question.options)
