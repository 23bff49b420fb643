"""The demo's situation pictures: last year's as published, and this year's as a draft."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.demo.calendar import working_day
from ledstjarna.situation import selectors, services
from ledstjarna.walls.roles import Role

SYMBOLS, FORM_UNKNOWN, ONLINE = range(3)

# (heading, text, codes of the figures it rests on); the last one has no activity in the plan, so that it shows.
FINDINGS = (
    (
        "Symboler och klistermärken sätts upp på nytt",
        "Symboler och klotter är bland det som rapporteras oftast. De tas bort snabbt, men det är sällan någon pratar "
        "med de unga om vad de betyder.",
        ("reports.kind.symbol", "reports.environment.far_right"),
    ),
    (
        "Få medarbetare känner till formuläret",
        "Nästan alla chefer känner till formuläret, men bara en tredjedel av medarbetarna gör det. Det som händer i "
        "vardagen når då inte samordnaren.",
        ("survey.form_known", "survey.form_known_staff"),
    ),
    (
        "Försöken att värva unga fortsätter",
        "Det rapporteras försök att värva båda åren. Enheterna saknar ett sätt att prata med unga och vårdnadshavare "
        "om det.",
        ("reports.kind.recruitment",),
    ),
)


def build_pictures(units: dict[str, Unit], users: dict[str, User], today: date) -> list[UUID]:
    """Publish last year's picture in March, or last week if March has not come; gives the keys of its findings."""
    board, writer = units["SOC"], users[Role.LOCAL_COORDINATOR].pk
    picture = services.picture_create(board=board, year=today.year - 1, actor_id=writer)
    keys = [
        services.finding_add(
            picture=picture,
            texts={"heading": heading, "text": text, "figures": list(figures)},
            actor_id=writer,
        ).key
        for heading, text, figures in FINDINGS
    ]
    day = min(working_day(date(today.year, 3, 12)), working_day(today - timedelta(days=7)))
    seen = selectors.draft_fingerprint(picture)
    at = timezone.make_aware(datetime.combine(day, time(9)))
    services.picture_publish(picture=picture, seen=seen, actor_id=writer, at=at)
    services.picture_create(board=board, year=today.year, actor_id=writer)
    return keys
