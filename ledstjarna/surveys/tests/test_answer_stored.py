"""How answers lie in the database, and how often it is asked."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledstjarna.surveys.definition import Definition, Kind
from ledstjarna.surveys.models import Answer
from ledstjarna.surveys.tests.test_answer import door, send
from ledstjarna.surveys.tests.world import SHORT, World, browser


def test_own_words_lie_sealed_in_the_database(world: World) -> None:
    found = world.round()
    send(browser(world.bob), found, world.homeless, q__more="Alldeles egna ord om behov.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM surveys_answer WHERE text <> ''")
        stored = [row[0] for row in cursor.fetchall()]
    assert len(stored) == 1 and "egna ord" not in stored[0]
    assert "Alldeles egna ord om behov." in {str(row.text) for row in Answer.objects.all()}


def test_answering_asks_the_database_as_often_for_forty_questions_as_for_eight(world: World) -> None:
    more = tuple(Definition(f"q{number}", f"Fråga {number}?", Kind.YES_NO) for number in range(32))
    counts = []
    for name, definitions in (("Kort", SHORT), ("Lång", SHORT + more)):
        found = world.round(name=name, definitions=definitions)
        client = browser(world.bob)
        client.get(door(found, world.homeless))
        with CaptureQueriesContext(connection) as page:
            client.get(door(found, world.homeless))
        with CaptureQueriesContext(connection) as save:
            world.answer(found, done=False)
        counts.append((len(page), len(save)))
    assert counts[0] == counts[1], counts
