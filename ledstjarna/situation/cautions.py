"""What whoever publishes a picture should know first; none of it stops them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import User
from ledstjarna.reports import selectors as reports
from ledstjarna.situation.content import Content
from ledstjarna.situation.models import Picture
from ledstjarna.surveys import selectors as surveys

_YEAR = re.compile(r"\b20\d\d\b")
_DIGIT = re.compile(r"\d")


def cautions(user: User, picture: Picture, content: Content) -> list[str]:
    """In sentences: what is not counted yet, and headings whose numbers may end up in the public plan."""
    return [*_reports(user), *_survey(picture), *_headings(content)]


def _reports(user: User) -> Iterator[str]:
    if count := reports.waiting(user).total:
        yield ngettext(
            "En rapport väntar i inkorgen och är inte räknad.",
            "%(count)d rapporter väntar i inkorgen och är inte räknade.",
            count,
        ) % {"count": count}


def _survey(picture: Picture) -> Iterator[str]:
    asked = surveys.round_of(board_id=picture.board_id, year=picture.year)
    if asked and asked.phase == "open" and (silent := asked.asked - asked.done):
        words = ngettext(
            "Enkäten är öppen till och med %(day)s. En enhet har inte svarat.",
            "Enkäten är öppen till och med %(day)s. %(count)d enheter har inte svarat.",
            silent,
        )
        yield words % {"day": date_format(asked.closes, "j F"), "count": silent}


def _headings(content: Content) -> Iterator[str]:
    for finding in content.findings:
        if _DIGIT.search(_YEAR.sub("", finding.heading)):
            yield (
                _(
                    "Rubriken ”%s” har en siffra. Rubriken kan hamna i planen, som är offentlig. "
                    "Små tal kan peka ut någon."
                )
                % finding.heading
            )
