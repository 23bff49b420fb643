"""What goes by decision once the situation picture of its year has been published, and how: asked from above.

Which boards and years have one is for the room of the pictures to say; here they are pairs of a board and a year. What
nobody has judged yet is in no picture, whatever its year, and stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from ledstjarna.audit.months import add_months
from ledstjarna.reports.models import COUNTED, UNREAD, Contact, Question, Report, Tally

Pairs = Collection[tuple[int, int]]
_LATELY_MONTHS = 13
_TEXTS = (
    Q(description__isnull=False)
    | Q(feedback_words__isnull=False)
    | Q(Exists(Question.objects.filter(report=OuterRef("pk"))))
    | Q(Exists(Contact.objects.filter(report=OuterRef("pk"))))
)


def texts_removable(pairs: Pairs, before: date) -> Sequence[int]:
    """The reports of some boards and years, received before a day, that still have anything written in them."""
    found = Report.objects.filter(_TEXTS, _of(pairs), received_on__lt=before).exclude(status__in=UNREAD)
    return list(found.order_by("pk").values_list("pk", flat=True))


def texts_erase(keys: Sequence[int]) -> None:
    """Erase what is written in reports, questions and answers too. The lock moves, so that a page opened before cannot
    put a text back.
    """
    Question.objects.filter(report__in=keys).delete()
    Contact.objects.filter(report__in=keys).delete()
    Report.objects.filter(pk__in=keys).update(description=None, feedback_words=None, lock=F("lock") + 1)


def rows_removable(pairs: Pairs, before: date) -> Sequence[int]:
    """The reports of some boards and years, received before a day and more than a year ago.

    Those that tell of the same event as another go before it, and it stays as long as one of them does: without it they
    would be counted. So a run that is cut off has counted nothing twice.
    """
    shown = add_months(timezone.localdate(), -_LATELY_MONTHS)
    going = Report.objects.filter(_of(pairs), received_on__lt=min(before, shown)).exclude(status__in=UNREAD)
    staying = Report.objects.filter(same_event__isnull=False).exclude(pk__in=going.values("pk"))
    found = going.exclude(pk__in=staying.values("same_event"))
    return list(found.order_by(F("same_event").asc(nulls_last=True), "-pk").values_list("pk", flat=True))


@transaction.atomic
def rows_remove(keys: Sequence[int]) -> None:
    """Remove reports, their figures kept: those that are counted are added to the tally in the same transaction."""
    going = Report.objects.filter(pk__in=keys)
    counted = going.filter(status__in=COUNTED, same_event__isnull=True).order_by()
    alike = counted.values_list("board", "year", "environment", "kind").annotate(count=Count("pk"))
    for board, year, environment, kind, number in list(alike):
        kept, _new = Tally.objects.get_or_create(
            board_id=board, year=year, environment=environment, kind=kind, defaults={"number": 0}
        )
        Tally.objects.filter(pk=kept.pk).update(number=F("number") + number)
    going.delete()


def waiting_for_a_picture(pairs: Pairs, *, texts: bool) -> int:
    """How many reports are of none of these boards and years; with `texts` only those with anything written in them."""
    found = Report.objects.exclude(_of(pairs))
    return (found.filter(_TEXTS) if texts else found).count()


def unjudged(pairs: Pairs) -> int:
    """How many reports of some boards and years nobody has judged yet: they stay, texts and all."""
    return Report.objects.filter(_of(pairs), status__in=UNREAD).count()


def _of(pairs: Iterable[tuple[int, int]]) -> Q:
    boards: dict[int, list[int]] = defaultdict(list)
    for board, year in pairs:
        boards[year].append(board)
    within = Q(pk__in=())
    for year, some in boards.items():
        within |= Q(year=year, board__in=some)
    return within
