"""The municipality's Word template: taken in, used, exchanged and removed, and the plan survives it."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Plan, WordTemplate
from ledstjarna.plans.printing import plan_document, plan_docx
from ledstjarna.plans.reading import SectionText, read_plan
from ledstjarna.plans.tests.plan_files import docx_plan, saved
from ledstjarna.plans.tests.word_templates import letterhead, text_of, with_words
from ledstjarna.plans.tests.world import SMALL, World, browser
from ledstjarna.plans.views import exports
from ledstjarna.plans.word_template import process
from ledstjarna.plans.word_template.example import decided
from ledstjarna.plans.word_template.fields import FIELDS, Field, context_of, groups
from ledstjarna.plans.word_template.model import Problem, Unfillable
from ledstjarna.plans.word_template.starter import starter
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.slow

PAGE = reverse("plans:word_template")
UPLOAD = reverse("plans:word_template_upload")
REMOVE = reverse("plans:word_template_remove")


@pytest.fixture
def cecilia(world: World) -> Client:
    return browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))


def send(client: Client, data: bytes, seen: int = 0, once: str = "") -> Any:
    file = SimpleUploadedFile("mall.docx", data)
    return client.post(UPLOAD, {"file": file, "seen": str(seen), "once": once or str(uuid4())})


def held(data: bytes | None = None) -> WordTemplate:
    """A template that was tried out before."""
    content = data or starter()
    sha256 = hashlib.sha256(content).hexdigest()
    return WordTemplate.objects.create(content=content, sha256=sha256, size=len(content), reads_back=True)


def export(client: Client, plan: Plan, fmt: str = "docx") -> bytes:
    return client.get(reverse("plans:draft_export", args=[plan.pk, fmt])).content


def sections(data: bytes) -> tuple[SectionText, ...]:
    return read_plan(data, filename="plan.docx").sections


def with_star(world: World) -> Plan:
    plan = world.plan()
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"areas": [["crime", "universal"]]}, lock=first.lock, actor_id=None)
    return plan


@pytest.mark.parametrize("template", [starter, letterhead])
def test_sections_and_the_four_columns_survive_the_template(world: World, template: Any) -> None:
    plan = with_star(world)
    world.answering(*world.picture("Fler unga på nätet"), plan=plan)
    made = process.fill(template(), plan_document(plan, draft_parts(plan)))
    assert sections(made) == SMALL.sections


def test_the_example_shows_all_that_the_standard_layout_does(world: World) -> None:
    plan = with_star(world)
    world.answering(*world.picture("Fler unga på nätet"), plan=plan)
    document = plan_document(plan, draft_parts(plan))
    made = text_of(process.fill(starter(), document))
    for line in text_of(plan_docx(plan, draft_parts(plan))).splitlines():
        assert line.strip() in made or line.endswith("Sida  av "), line


def test_a_template_is_taken_in_tried_and_used(world: World, cecilia: Client) -> None:
    plan = world.plan()
    template = with_words("Norrviks eget utseende")
    assert send(cecilia, template).status_code == 302
    assert "Word-mallen är prövad och gäller nu." in cecilia.get(PAGE).text
    assert cecilia.get(reverse("plans:word_template_file")).content == template
    alice = browser(world.alice)
    assert "Norrviks eget utseende" in text_of(export(alice, plan))
    assert "Norrviks eget utseende" not in text_of(export(alice, plan, "word"))
    assert "Hämta som Word i grundutseende" in alice.get(reverse("plans:draft", args=[plan.pk])).text


def test_a_decided_version_is_laid_out_by_it_too(world: World) -> None:
    held(with_words("Norrviks eget utseende"))
    version = world.decided()
    for name, args in (("version_export", [version.plan_id, 1]), ("export", [version.plan_id])):
        made = browser(world.charlie).get(reverse(f"plans:{name}", args=[*args, "docx"])).content
        assert "Norrviks eget utseende" in text_of(made) and version.sha256 in text_of(made)
        standard = browser(world.charlie).get(reverse(f"plans:{name}", args=[*args, "word"]))
        assert "Norrviks eget utseende" not in text_of(standard.content)
        assert standard.headers["Content-Disposition"].endswith('.docx"')


def test_without_a_template_everything_is_as_it_was(world: World) -> None:
    plan = world.plan()
    alice = browser(world.alice)
    assert export(alice, plan) == export(alice, plan, "word") == plan_docx(plan, draft_parts(plan))
    assert "grundutseende" not in alice.get(reverse("plans:draft", args=[plan.pk])).text
    assert alice.get(reverse("plans:word_template_file")).status_code == 404


def test_a_template_that_fails_gives_the_standard_layout_and_a_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(with_words("Norrviks eget utseende"))
    plan = world.plan()

    def fails(*_: object) -> bytes:
        raise Unfillable(Problem.TOO_HEAVY)

    monkeypatch.setattr(exports, "fill", fails)
    alice = browser(world.alice)
    assert "Norrviks eget utseende" not in text_of(export(alice, plan))
    assert "gick inte att fylla i" in alice.get(reverse("plans:draft", args=[plan.pk])).text


def test_what_cannot_be_used_is_told_and_changes_nothing(cecilia: Client) -> None:
    kept = held()
    answer = send(cecilia, with_words("{{ nämden }}"), kept.pk)
    assert answer.status_code == 422 and "Fältet ”nämden” finns inte." in answer.text
    for data, words in (
        (b"x", "inget Word-dokument"),
        (b"", "inget Word-dokument"),
        (docx_plan(), "Mallen skriver inte ut"),
    ):
        assert words in send(cecilia, data, kept.pk).text
    assert "större än 2 MB" in send(cecilia, b"x" * (2 * 1024 * 1024 + 1), kept.pk).text
    assert WordTemplate.objects.get() == kept


def test_a_personal_number_in_a_template_is_stopped_and_a_letterhead_is_not(cecilia: Client) -> None:
    stopped = send(cecilia, with_words("Kontakt: 19811228-9874"))
    assert stopped.status_code == 422 and "personnummer" in stopped.text
    assert send(cecilia, letterhead()).status_code == 302


def test_a_template_that_cannot_be_read_back_is_kept_with_a_warning(cecilia: Client) -> None:
    document = docx.Document(BytesIO(letterhead()))
    for paragraph in document.paragraphs:
        if paragraph.text == "{{ a.rubrik }}":
            paragraph.style = "Normal"
    assert send(cecilia, saved(document)).status_code == 302
    assert "går inte att läsa in igen som de var" in cecilia.get(PAGE).text


def test_an_exchange_and_a_removal_are_written_in_the_log(cecilia: Client) -> None:
    once = str(uuid4())
    for _ in range(2):
        assert send(cecilia, starter(), once=once).status_code == 302
    first = WordTemplate.objects.get()
    assert send(cecilia, letterhead(), first.pk).status_code == 302
    second = WordTemplate.objects.get()
    assert "Ta bort Word-mallen?" in cecilia.get(REMOVE).text
    assert cecilia.post(REMOVE, {"seen": str(second.pk), "once": str(uuid4())}).status_code == 302
    rows = Entry.objects.filter(action__startswith="plan.word_template").order_by("pk")
    assert [row.action.rpartition(".")[2] for row in rows] == ["keep", "replace", "remove"]
    assert (
        rows[1].facts == {"before": first.sha256, "sha256": second.sha256} and rows[2].facts["sha256"] == second.sha256
    )
    assert not WordTemplate.objects.exists() and cecilia.get(REMOVE).status_code == 302


def test_nobodys_template_is_exchanged_or_removed_unseen(cecilia: Client) -> None:
    kept = held()
    answer = send(cecilia, letterhead(), 0)
    assert answer.status_code == 422 and "Någon annan har bytt" in answer.text
    assert cecilia.post(REMOVE, {"seen": "x"}).status_code == 302
    assert WordTemplate.objects.get() == kept


def test_all_may_read_of_it_and_only_the_central_coordinator_changes_it(world: World) -> None:
    held()
    alice = browser(world.alice)
    page = alice.get(PAGE).text
    assert "Hämta exempelmallen" in page and "Byt mall" not in page and "Ta bort mallen" not in page
    assert alice.get(reverse("plans:word_template_example")).content == starter()
    assert send(alice, starter()).status_code == 403 and alice.post(REMOVE).status_code == 403


def test_the_page_lists_every_field_that_a_template_is_handed(cecilia: Client) -> None:
    page = cecilia.get(PAGE).text
    for group in groups():
        assert all(f">{name}</code>" in page for name, _meaning in group.rows) and group.loop in page
    assert list(context_of(decided())) == [field.name for field in FIELDS]


def test_the_example_uses_every_list_and_only_fields_that_are() -> None:
    words = text_of(starter())
    for group in groups():
        assert group.loop in words
    assert not [field.name for field in every(FIELDS) if field.each and not field.word]


def test_a_template_is_handed_plain_data_alone() -> None:
    assert kinds(context_of(decided())) <= {dict, list, str, int}


def every(fields: tuple[Field, ...]) -> list[Field]:
    return [found for field in fields for found in (field, *every(field.each))]


def kinds(value: Any) -> set[type]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*map(kinds, inner))
