"""One question over all the years that it has been asked: what may be drawn as a line, and what may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledstjarna.documents.drawings.trend import Trend, YearPoint, trend_svg
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.results import Share, Sum, figure_key, lines_of, share_of, sum_of
from ledstjarna.surveys.tallies import Tally, tallies


@dataclass(frozen=True, slots=True)
class Year:
    """The question as one year asked it, with its answers; `before` is how it read the time before, if otherwise."""

    year: int
    question: Question
    tally: Tally
    before: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """One answer over the years, drawn and as figures; `figure` is what other rooms call it."""

    label: str
    figure: str
    drawing: SafeString
    amounts: tuple[Share | Sum | None, ...]


def years_of(found: Round, key: str) -> list[Year]:
    """The question in every opened round of the questionnaire up to this one, the earliest first. Five queries."""
    rounds = {
        one.pk: one
        for one in found.questionnaire.rounds.filter(year__lte=found.year, opened_at__isnull=False)
        .annotate(units=Count("invitations"))
        .order_by("year")
    }
    asked = list(Question.objects.filter(round__in=rounds, key=key))
    leans = {one.condition.get("key", "") for one in asked} - {""}
    earlier = list(Question.objects.filter(round__in=rounds, key__in=leans)) if leans else []
    counted = tallies([*asked, *earlier], asked={pk: one.units for pk, one in rounds.items()})  # type: ignore[attr-defined]
    order = list(rounds)
    asked.sort(key=lambda one: order.index(one.round_id))
    wordings = ["", *(one.wording for one in asked)]
    return [
        Year(rounds[one.round_id].year, one, counted[one.pk], before if before != one.wording else "")
        for one, before in zip(asked, wordings, strict=False)
    ]


def curves(years: Sequence[Year]) -> Iterator[Curve]:
    """A curve for each answer that the latest year has, or for the question's one figure."""
    latest = years[-1].question.definition
    labels = [("", "")] if latest.kind == Kind.NUMBER else list(lines_of(latest))
    amounts = {code: tuple(_amount(year, code, latest.kind) for year in years) for code, _label in labels}
    sums = [one.total for found in amounts.values() for one in found if isinstance(one, Sum)]
    top = float(max(sums, default=0) or 1) if latest.kind == Kind.NUMBER else 100.0
    for code, label in labels:
        points = tuple(_point(year, amount) for year, amount in zip(years, amounts[code], strict=True))
        title = f"{latest.wording} {label}".strip()
        trend = Trend(points, top, title, _described(points))
        yield Curve(label, figure_key(latest, code), trend_svg(trend), amounts[code])


def _amount(year: Year, code: str, kind: str) -> Share | Sum | None:
    """None where the year asked for something else, or had no such answer."""
    if year.question.kind != kind:
        return None
    if year.question.kind == Kind.NUMBER:
        return sum_of(year.tally)
    if code and code not in dict(lines_of(year.question.definition)):
        return None
    return share_of(year.question.definition, year.tally, code)


def _point(year: Year, amount: Share | Sum | None) -> YearPoint:
    if amount is None:
        return YearPoint(year.year, None, "–", year.question.series)
    if isinstance(amount, Sum):
        return YearPoint(year.year, float(amount.total), str(amount.total), year.question.series)
    words = f"{amount.percent}\N{NO-BREAK SPACE}%"
    return YearPoint(year.year, float(amount.exact * 100), words, year.question.series)


def _described(points: Sequence[YearPoint]) -> str:
    """The figures in words, with the breaks."""
    said = []
    for place, point in enumerate(points):
        if place and points[place - 1].series != point.series:
            said.append(_("frågan är en annan från %d") % point.year)
        said.append(f"{point.year}: {point.words}")
    return ", ".join(said)
