"""Questions about pictures and their findings. What other rooms get are dataclasses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.reports import selectors as reports
from ledstjarna.situation import figures
from ledstjarna.situation.content import Content, content_of, fingerprint
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.permissions import EDIT, READ
from ledstjarna.surveys import selectors as surveys


@dataclass(frozen=True, slots=True)
class FindingRef:
    """A published finding as another room may name it. `key` follows it from one picture to the next."""

    key: UUID
    heading: str
    board_id: int
    year: int
    picture_id: int
    picture_title: str
    published_on: date


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture as another room may name it; `published_on` is None while it is a draft."""

    pk: int
    title: str
    board_id: int
    board_name: str
    year: int
    published_on: date | None


def draft(board_id: int, year: int) -> figures.Draft:
    """The figures of a board's year beside the year before, as they stand now. Two queries of the reports."""
    years = (year - 1, year)
    shares = surveys.figures_of(board_id=board_id, years=years)
    environments, kinds = reports.labels(year)
    return figures.compute(
        year,
        reports.counts(board_id=board_id, years=years),
        shares[year],
        shares[year - 1],
        environments=environments,
        kinds=kinds,
    )


def draft_content(picture: Picture) -> Content:
    """The figures as they stand now and the findings on them."""
    return content_of(picture, draft(picture.board_id, picture.year))


def draft_fingerprint(picture: Picture) -> str:
    """What `services.picture_publish` takes as seen, by one who has read the draft as it stands now."""
    return fingerprint(draft_content(picture))


def findings(keys: Iterable[UUID]) -> dict[UUID, FindingRef]:
    """The newest published wording of each finding; one that was never published is left out. One query."""
    return _newest(Q(key__in=list(keys)))


def published_findings(board_id: int) -> list[FindingRef]:
    """The findings of the board's newest published picture, in its order. One query."""
    found = list(_published(Q(picture__board=board_id)))
    return [ref for ref in found if ref.picture_id == found[0].picture_id]


def finding_for(user: User, key: UUID) -> FindingRef | None:
    """The finding's newest published wording, if the user may read it."""
    return _newest(Q(key=key, picture__board__in=user.boards(READ))).get(key)


def latest(board_id: int) -> PictureRef | None:
    """The board's newest published picture."""
    found = Picture.objects.published().filter(board=board_id).light().select_related("board").first()
    return _picture(found) if found else None


def has_published(board_id: int, by: date | None = None) -> bool:
    """Whether the board has published a picture, by the end of the day if one is given. One query."""
    found = Picture.objects.published().filter(board=board_id)
    return (found.filter(published_at__date__lte=by) if by else found).exists()


def published_since(board_id: int, year: int, moment: datetime) -> date | None:
    """When a picture that counts the board's year, as its own or beside the next one's, was published after a moment.
    One query.
    """
    found = Picture.objects.published().filter(board=board_id, year__in=(year, year + 1), published_at__gte=moment)
    first = found.light().order_by("published_at").first()
    return _day(first) if first else None


def unchanged(content: Content, picture_id: int) -> frozenset[str]:
    """The keys of the findings that read as they did in another picture. One query."""
    earlier = {(str(row.key), row.heading, row.text) for row in Finding.objects.filter(picture=picture_id)}
    return frozenset(row.key for row in content.findings if (row.key, row.heading, row.text) in earlier)


def drafts_of(user: User) -> list[PictureRef]:
    """The pictures that the user is writing on, or may."""
    found = Picture.objects.drafts().within(user, EDIT).select_related("board").order_by("board__sort_key")
    return [_picture(picture) for picture in found]


def boards_without_draft(user: User) -> QuerySet[Unit]:
    """The present boards whose picture the user may write, and where none is under way."""
    return boards_of(user, EDIT).exclude(pk__in=Picture.objects.drafts().values("board"))


def _published(which: Q) -> Iterable[FindingRef]:
    """Published findings, those of a board's newest picture first."""
    found = Finding.objects.filter(which, picture__published_at__isnull=False).select_related("picture")
    found = found.defer("picture__content", "picture__pdf")
    return map(_finding, found.order_by("-picture__year", "-picture__number", "position", "pk"))


def _newest(which: Q) -> dict[UUID, FindingRef]:
    newest: dict[UUID, FindingRef] = {}
    for ref in _published(which):
        newest.setdefault(ref.key, ref)
    return newest


def _finding(finding: Finding) -> FindingRef:
    picture = finding.picture
    return FindingRef(
        finding.key, finding.heading, picture.board_id, picture.year, picture.pk, picture.title, _day(picture)
    )


def _picture(picture: Picture) -> PictureRef:
    published = _day(picture) if picture.published_at else None
    return PictureRef(picture.pk, picture.title, picture.board_id, picture.board.name, picture.year, published)


def _day(picture: Picture) -> date:
    return timezone.localdate(picture.published_at)
