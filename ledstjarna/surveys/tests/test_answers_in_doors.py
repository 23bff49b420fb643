"""The command and the pages that take answers in from a file."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit import retention
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.models import Answer, AnswerImport, Round
from ledstjarna.surveys.tests.files import GOOD, PERSONAL, paper, stored, take_in, written
from ledstjarna.surveys.tests.world import SHORT, World, browser
from ledstjarna.texts import keys, rotation
from ledstjarna.walls.roles import Role


@pytest.fixture
def found(world: World) -> Round:
    return paper(world)


def run(*words: str) -> tuple[int, str, str]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("survey", "import-answers", *words, stdout=out, stderr=err)
    except SystemExit as left:
        code = int(str(left.code))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "svar.csv"
    path.write_text(GOOD)
    return path


def test_the_command_takes_in_by_board_and_year(found: Round, file: Path) -> None:
    code, out, err = run(f"SN:{found.year}", str(file))
    assert (code, out, err) == (0, "2 enheter, 13 svar: 2 nya, 0 ändras, 0 oförändrade\n", "")
    assert Answer.objects.exists()


def test_the_commands_dry_run_stores_nothing(found: Round, file: Path) -> None:
    code, out, _err = run(str(found.pk), str(file), "--dry-run")
    assert code == 0 and "2 nya" in out and "Inget är sparat." in out and not Answer.objects.exists()


def test_the_command_lists_each_fault_and_leaves_with_1(found: Round, file: Path) -> None:
    file.write_text("enhetens kod;form_known\nSF1;kanske\nSF9;ja\n")
    code, out, err = run(str(found.pk), str(file))
    assert code == 1 and not Answer.objects.exists()
    assert out.splitlines() == [
        "rad 2, Enheten för hemlösa, kolumn form_known: "
        "Det svaret finns inte att välja. Välj bland: Ja, Nej, Vet inte.",
        "rad 3, kolumn enhetens kod: Det finns ingen sådan enhet hos nämnden.",
    ]
    assert "2 celler är fel" in err


def test_the_commands_json_says_what_was_stored(found: Round, file: Path) -> None:
    code, out, _err = run(str(found.pk), str(file), "--json")
    counts = {"units": 2, "answers": 13, "new": 2, "changed": 0, "same": 0}
    assert code == 0 and json.loads(out) == {"stored": True, **counts, "faults": []}
    dry = json.loads(run(str(found.pk), str(file), "--json", "--dry-run")[1])
    assert dry == {"stored": False, **counts, "new": 0, "same": 2, "faults": []}


@pytest.mark.parametrize(("text", "row"), [("enhetens kod;form_known\nSF1;kanske\n", 2), ("form_known\nja\n", 0)])
def test_the_commands_json_has_the_faults(found: Round, file: Path, text: str, row: int) -> None:
    file.write_text(text)
    for more in ([], ["--dry-run"]):
        code, out, _err = run(str(found.pk), str(file), "--json", *more)
        answer = json.loads(out)
        assert code == 1 and answer["stored"] is False and len(answer["faults"]) == 1
        assert answer["faults"][0]["row"] == row and answer["faults"][0].keys() == {
            "row",
            "column",
            "reason",
            "unit",
            "letter",
        }


def test_the_command_says_that_a_file_is_not_there(found: Round, tmp_path: Path) -> None:
    code, _out, err = run(str(found.pk), str(tmp_path / "borta.csv"))
    assert code == 1 and "går inte att öppna" in err


def upload(world: World, found: Round, text: str, name: str = "svar.csv") -> Any:
    file = SimpleUploadedFile(name, written(text))
    return browser(world.alice).post(reverse("surveys:answers_import", args=[found.pk]), {"file": file})


def test_the_page_tells_of_the_template(world: World, found: Round) -> None:
    page = browser(world.alice).get(reverse("surveys:answers_import", args=[found.pk])).text
    assert reverse("surveys:answers_template", args=[found.pk]) in page and 'enctype="multipart/form-data"' in page


def seen(client: Client, where: str) -> str:
    """What the page of a checked file says that it would change."""
    return client.get(where).text.split('name="seen" value="')[1].split('"')[0]


def test_what_was_sent_since_the_check_is_shown_before_it_is_overwritten(world: World, found: Round) -> None:
    where = upload(world, found, "enhetens kod;form_known\nSF1;ja\n").url
    client = browser(world.alice)
    read = seen(client, where)
    take_in(found, "enhetens kod;form_known\nSF1;nej\n")
    answer = client.post(where, {"act": "take", "seen": read})
    assert answer.status_code == 409 and "Någon har svarat sedan filen prövades." in answer.text
    assert stored(found)["SF1"]["form_known"].codes == ("no",)
    client.post(where, {"act": "take", "seen": seen(client, where)})
    assert stored(found)["SF1"]["form_known"].codes == ("yes",)


def test_an_answer_changed_since_the_check_is_shown_though_as_many_units_change(world: World, found: Round) -> None:
    take_in(found, "enhetens kod;form_known\nSF1;nej\n")
    where = upload(world, found, "enhetens kod;form_known\nSF1;ja\n").url
    client = browser(world.alice)
    read = seen(client, where)
    take_in(found, "enhetens kod;form_known\nSF1;vet inte\n")
    assert client.post(where, {"act": "take", "seen": read}).status_code == 409


def test_the_check_shows_each_answer_that_would_change_and_the_log_that_it_was_read(world: World, found: Round) -> None:
    take_in(found, GOOD)
    where = upload(world, found, "Enhet;antal medarbetare;form_known;more\nEnheten för hemlösa;12;nej;Annat.\n").url
    page = browser(world.alice).get(where).text
    row = page.partition("Det som ändras")[2].partition("</table>")[0]
    assert "Känner du till formuläret?" in row and ">Ja<" in row and ">Nej<" in row and "medarbetare" not in row
    assert "egna ord" in row and "mer tid" not in page and "Annat." not in page
    assert Entry.objects.filter(action="survey.answers.read", ids=[found.invitations.get(unit__code="SF1").pk]).exists()


def test_a_fault_names_the_letter_of_its_own_column_and_none_where_there_are_none(found: Round) -> None:
    def letters(data: bytes) -> list[str]:
        return [fault.letter for fault in services.answers_check(round_id=found.pk, data=data).faults]

    assert letters("enhetens kod;form_known;form_known\nSF1;kanske;ja;för mycket\n".encode()) == ["C", "", "B"]
    assert letters(b'[{"unit": "SF1", "answers": {"form_known": "kanske"}}]') == [""]


def test_a_file_of_headcounts_alone_says_that_it_has_no_answers(world: World, found: Round) -> None:
    take_in(found, GOOD)
    where = upload(world, found, "enhetens kod;antal medarbetare\nSF1;14\n").url
    page = browser(world.alice).get(where).text
    assert "Filen har inga svar." in page and ">12<" in page and ">14<" in page and "räknas som klara" not in page


def test_a_sound_file_waits_for_its_yes(world: World, found: Round) -> None:
    answer = upload(world, found, GOOD)
    kept = AnswerImport.objects.get()
    where = reverse("surveys:answers_confirm", args=[found.pk, kept.pk])
    assert answer.url == where and not Answer.objects.exists()
    assert b"mer tid" not in bytes(kept.sealed)
    client = browser(world.alice)
    assert "2 enheter, 13 svar: 2 nya, 0 ändras, 0 oförändrade" in client.get(where).text
    said_yes = client.post(where, {"act": "take", "seen": seen(client, where)}, follow=False)
    assert said_yes.url == reverse("surveys:round", args=[found.pk])  # type: ignore[attr-defined]
    assert len(stored(found)["SF1"]) == 8 and not AnswerImport.objects.exists()
    again = client.post(where, {"act": "take"})
    assert again.url == reverse("surveys:answers_import", args=[found.pk])  # type: ignore[attr-defined]


def test_a_file_may_be_thrown_away(world: World, found: Round) -> None:
    where = upload(world, found, GOOD).url
    browser(world.alice).post(where, {"act": "drop"})
    assert not AnswerImport.objects.exists() and not Answer.objects.exists()


def test_a_file_with_faults_is_not_kept(world: World, found: Round) -> None:
    answer = upload(world, found, f"enhetens kod;form_known;more\nSF1;kanske;{PERSONAL}\n")
    assert answer.status_code == 422 and not AnswerImport.objects.exists()
    assert "2 celler är fel" in answer.text and "form_known" in answer.text and "811218" not in answer.text


def test_a_file_that_cannot_be_read_is_said_at_the_field(world: World, found: Round) -> None:
    answer = upload(world, found, "form_known\nja\n")
    assert answer.status_code == 422 and "Filen saknar en kolumn som säger vilken enhet" in answer.text


def test_a_file_that_is_too_large_is_refused(world: World, found: Round) -> None:
    answer = upload(world, found, "x" * (5 * 1024 * 1024 + 1))
    assert answer.status_code == 422 and "större än 5 MB" in answer.text


def test_a_file_that_changes_nothing_says_so(world: World, found: Round) -> None:
    take_in(found, GOOD)
    assert "Filen ändrar inget" in browser(world.alice).get(upload(world, found, GOOD).url).text


def test_what_was_answered_since_the_check_is_weighed_again(world: World, found: Round) -> None:
    take_in(found, "enhetens kod;events_met\nSF1;ja\n")
    where = upload(world, found, "enhetens kod;cases\nSF1;3\n").url
    take_in(found, "enhetens kod;events_met\nSF1;nej\n")
    answer = browser(world.alice).post(where, {"act": "take"})
    assert answer.status_code == 422 and "Frågan gäller bara den som svarar" in answer.text
    assert "cases" not in stored(found)["SF1"]


def test_another_boards_round_takes_no_files(world: World) -> None:
    found = paper(world, board=world.culture)
    client = browser(world.alice)
    where = reverse("surveys:answers_import", args=[found.pk])
    assert client.get(where).status_code == client.post(where).status_code == 404
    kept = services.import_keep(found=found, user_id=world.alice.pk, data=b"x")
    confirm = reverse("surveys:answers_confirm", args=[found.pk, kept.pk])
    assert client.get(confirm).status_code == client.post(confirm).status_code == 404


def test_a_kept_file_is_its_own_persons_and_rounds(world: World, found: Round) -> None:
    where = upload(world, found, GOOD).url
    other = browser(person("Kim", Role.LOCAL_COORDINATOR, world.social))
    assert other.get(where).url == reverse("surveys:answers_import", args=[found.pk])  # type: ignore[attr-defined]
    assert other.post(where, {"act": "take"}).status_code == 302 and not Answer.objects.exists()


def test_who_only_answers_reads_no_files_in(world: World, found: Round) -> None:
    assert browser(world.bob).get(reverse("surveys:answers_import", args=[found.pk])).status_code == 403


def test_a_kept_file_goes_after_a_day(world: World, found: Round) -> None:
    upload(world, found, GOOD)
    services.imports_drop_old()
    assert AnswerImport.objects.exists() and "surveys.imports" in retention.RULES
    AnswerImport.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    services.imports_drop_old()
    assert not AnswerImport.objects.exists()


def test_a_kept_file_follows_the_key(world: World, found: Round) -> None:
    kept = services.import_keep(found=found, user_id=world.alice.pk, data=b"mellan tid")
    old = keys.newest()
    rotation.rotate(pause=0)
    kept.refresh_from_db()
    assert services.import_data(kept) == b"mellan tid" and not old.path.exists()


def test_every_kind_of_question_is_in_these_files() -> None:
    assert {one.kind for one in SHORT} == set(Kind)
