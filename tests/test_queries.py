"""How often the pages that are opened most ask the database; and that more people or units ask no more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.plans.models import Plan
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.usefixtures("demo")


def asked(role: Role, path: str) -> int:
    """The queries of a page once the visitor is known."""
    client = Client()
    client.force_login(User.objects.get(assignments__role=role, demo=True))
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_every_page_asks_no_more_than_it_needs() -> None:
    plan = Plan.objects.get(draft_since__isnull=False)
    paths = {
        "start": (Role.LOCAL_COORDINATOR, reverse("home:start")),
        "plans": (Role.LOCAL_COORDINATOR, reverse("plans:list")),
        "plan": (Role.LOCAL_COORDINATOR, reverse("plans:plan", args=[plan.pk])),
        "draft": (Role.LOCAL_COORDINATOR, reverse("plans:draft", args=[plan.pk])),
        "people": (Role.ADMINISTRATOR, reverse("accounts:people")),
        "tree": (Role.ADMINISTRATOR, reverse("accounts:tree")),
    }
    counts = {name: asked(*path) for name, path in paths.items()}
    # One of each is the session, one the person with the roles. The log of the draft takes six, or eight where its
    # newest year has to be locked. The start asks ten times for what is to be followed up. A plan asks for its way
    # through the houses, for the findings and details of its activities, for how the work stands and who holds which
    # role, and whether there is a Word template; a draft also for the city's template, for what it has changed and for
    # remarks on earlier plans.
    log = 8 if connection.features.has_select_for_update else 6
    assert counts == {"start": 28, "plans": 11, "plan": 26, "draft": 41 + log, "people": 6, "tree": 3}


def test_more_people_and_units_take_no_more_queries() -> None:
    people, tree = reverse("accounts:people"), reverse("accounts:tree")
    few = asked(Role.ADMINISTRATOR, people), asked(Role.ADMINISTRATOR, tree)
    above = Unit.objects.get(code="SOC-A")
    for number in range(60):
        person(
            f"Alice {number}",
            Role.STAFF,
            unit(f"N{number}", "unit", above, start=above.valid_from),
            start=above.valid_from,
        )
    assert (asked(Role.ADMINISTRATOR, people), asked(Role.ADMINISTRATOR, tree)) == few
