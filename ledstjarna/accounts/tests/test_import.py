import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook

from ledstjarna.accounts import services
from ledstjarna.accounts.intake import template
from ledstjarna.accounts.intake.check import check
from ledstjarna.accounts.models import Assignment, OrganisationImport, Unit, User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.audit.models import Entry
from ledstjarna.operations.jobs import run_job
from ledstjarna.texts.tables import Unreadable
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.slow


@pytest.fixture
def town(db: None) -> Town:
    """Each test's alone: some of the others begin with nothing."""
    return Town()


UNITS = "kod;namn;slag;överordnad;från och med;till och med;efterträder\n"
ROLES = "enhetskod;roll;e-post;personens namn;funktion;ersättare;från och med;till och med\n"


def take_in(text: str | bytes, user: User | None = None) -> dict[str, int]:
    data = text.encode() if isinstance(text, str) else text
    return services.organisation_import(actor_id=None, data=data, user=user).counts()


def faults(text: str | bytes, user: User | None = None) -> list[tuple[int, str, str]]:
    data = text.encode() if isinstance(text, str) else text
    findings, _plan = check(data, user=user)
    return [(fault.row, fault.column, fault.reason) for fault in findings.faults]


def state() -> list[object]:
    return [
        list(Unit.objects.order_by("pk").values()),
        list(User.objects.order_by("pk").values("pk", "name", "email", "fold_key")),
        list(Assignment.objects.order_by("pk").values()),
    ]


def test_the_template_is_taken_in_and_again_changes_nothing(db: None) -> None:
    counts = take_in(template.as_xlsx())
    assert counts == {"unit_add": 5, "person_add": 2, "role_add": 3}
    closed = Unit.objects.get(code="112")
    assert closed.last_day == date(2025, 12, 31)
    assert [unit.code for unit in closed.successors.all()] == ["113"]
    assert {unit.board.code for unit in Unit.objects.exclude(code="100") if unit.board} == {"110"}
    before = state()
    assert take_in(template.as_xlsx()) == {}
    assert state() == before


@pytest.mark.parametrize("name", ["enheter", "roller"])
def test_the_templates_are_alike(db: None, name: str) -> None:
    take_in(template.as_xlsx())
    assert take_in(template.as_csv(name)) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_files_of_all_usual_writings_are_read(town: Town, encoding: str, delimiter: str) -> None:
    text = (UNITS + "SF3;Älvenheten;enhet;SF;2021-01-01;;\n").replace(";", delimiter)
    assert take_in(text.encode(encoding)) == {"unit_add": 1}
    assert Unit.objects.get(code="SF3").name == "Älvenheten"


@pytest.mark.parametrize(
    "written", ["2026-01-31", "20260131", "31/1 2026", "31.1.2026", "31 januari 2026", "den 31 jan. 2026", "31/01/2026"]
)
def test_days_are_read_as_swedes_write_them(town: Town, written: str) -> None:
    take_in(UNITS + f"SF3;Ny;enhet;SF;{written};;\n")
    assert Unit.objects.get(code="SF3").valid_from == date(2026, 1, 31)


def test_a_file_adds_changes_and_closes(town: Town) -> None:
    bob = person("Bob", Role.UNIT_MANAGER, town.homeless)
    counts = take_in(
        UNITS
        + "SF1;Enheten för hemlösa;enhet;SF;2020-01-01;2026-06-30;\n"
        + "SF2;Vårdenheten;enhet;SF;2020-01-01;;\n"
        + "SF3;Nya enheten;enhet;SF;2026-07-01;;SF1\n"
    )
    assert counts == {"unit_close": 1, "unit_change": 1, "unit_add": 1}
    assert Unit.objects.get(code="SF2").sort_key == "v{rdenheten"
    assert bob.assignments.get().last_day == date(2026, 6, 30)
    assert Entry.objects.get(action="organisation_import").facts["unit_add"] == 1


def test_roles_are_given_and_ended(town: Town) -> None:
    assert take_in(
        ROLES + "SF1;enhetschef;bob@example.se;Bob Berg;;;2026-01-01;\n" + "SN;Registrator;;;Kansliet;ja;2026-01-01;\n"
    ) == {"person_add": 1, "role_add": 2}
    bob = User.objects.get(email="bob@example.se")
    assert not bob.has_usable_password()
    assert take_in(ROLES + "SF1;unit_manager;BOB@example.se;Bob Borg;;;2026-01-01;2026-03-31\n") == {
        "person_change": 1,
        "role_close": 1,
    }
    bob.refresh_from_db()
    assert (bob.name, bob.assignments.get().last_day) == ("Bob Borg", date(2026, 3, 31))


WRONG = [
    (UNITS + ";Ny;enhet;SF;2021-01-01;;\n", "kod", "tom"),
    (UNITS + "SF3;;enhet;SF;2021-01-01;;\n", "namn", "tom"),
    (UNITS + "SF3;Ny;hylla;SF;2021-01-01;;\n", "slag", "inget slag"),
    (UNITS + "SF3;Ny;enhet;XX;2021-01-01;;\n", "överordnad", "ingen enhet"),
    (UNITS + "SF3;Ny;enhet;;2021-01-01;;\n", "överordnad", "ligger under"),
    (UNITS + "SF3;Ny;enhet;K;2021-01-01;;\n", "överordnad", "kan inte ligga"),
    (UNITS + "SF3;Ny;enhet;SF;i fjol;;\n", "från och med", "inget datum"),
    (UNITS + "SF3;Ny;enhet;SF;2021-02-30;;\n", "från och med", "inget datum"),
    (UNITS + "SF3;Ny;enhet;SF;9999-12-31;9999-12-31;\n", "från och med", "inget datum"),
    (UNITS + "SF3;Ny;enhet;SF;2019-01-01;;\n", "från och med", "före"),
    (UNITS + "SF3;Ny;enhet;SF;2021-01-01;2020-12-31;\n", "till och med", "före"),
    (UNITS + "SF3;=1+1;enhet;SF;2021-01-01;;\n", "namn", "formel"),
    (UNITS + f"SF3;{'x' * 201};enhet;SF;2021-01-01;;\n", "namn", "200"),
    (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\nSF3;Två;enhet;SF;2021-01-01;;\n", "kod", "rad 2"),
    (UNITS + "SF3;A;enhet;SF4;2021-01-01;;\nSF4;B;enhet;SF3;2021-01-01;;\n", "överordnad", "under sig själv"),
    (UNITS + "K2;Annan;kommun;;2021-01-01;;\n", "slag", "finns redan"),
    (UNITS + "SF1;Enheten;avdelning;SF;2020-01-01;;\n", "slag", "byter inte slag"),
    (UNITS + "SF1;Enheten;enhet;KN;2020-01-01;;\n", "överordnad", "byter inte nämnd"),
    (UNITS + "SF;Förvaltningen;förvaltning;SN;2020-01-01;2026-01-01;\n", "till och med", "ligger under"),
    (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;SF1\n", "efterträder", "sista dag"),
    (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;XX\n", "efterträder", "finns inte"),
    (ROLES + "XX;registrator;;;Kansliet;;2026-01-01;\n", "enhetskod", "finns inte"),
    (ROLES + "SN;kung;;;Kansliet;;2026-01-01;\n", "roll", "finns inte"),
    (ROLES + "SN;registrator;;;;;2026-01-01;\n", "e-post", "antingen"),
    (ROLES + "SN;registrator;bob@example.se;Bob;Kansliet;;2026-01-01;\n", "e-post", "antingen"),
    (ROLES + "SN;registrator;bob;Bob;;;2026-01-01;\n", "e-post", "ingen e-postadress"),
    (ROLES + "SN;registrator;bob@example.se;;;;2026-01-01;\n", "personens namn", "Ange personens namn"),
    (ROLES + "SN;registrator;;;Kansliet;kanske;2026-01-01;\n", "ersättare", "ja eller nej"),
    (ROLES + "SN;registrator;;;Kansliet;;;\n", "från och med", "tom"),
    (ROLES + "SN;registrator;;;Kansliet;;2019-01-01;\n", "från och med", "före"),
    (ROLES + "SN;registrator;;;Kansliet;;2026-02-01;2026-01-01\n", "till och med", "före"),
    (ROLES + "SN;registrator;;;K;;2026-01-01;\nSN;registrator;;;K;;2026-01-01;\n", "roll", "rad 2"),
    (ROLES + "SN;registrator;;;K;;2026-01-01;\nSN;registrator;;;K;;2026-02-01;\n", "från och med", "redan"),
]


@pytest.mark.parametrize(("text", "column", "why"), WRONG)
def test_a_wrong_row_is_named_and_nothing_is_taken_in(town: Town, text: str, column: str, why: str) -> None:
    found = faults(text)
    assert any(place == column and why in reason for _row, place, reason in found), found
    before = state()
    with pytest.raises(services.Faulty):
        take_in(text)
    assert state() == before


def test_three_wrong_rows_are_named_by_number(town: Town) -> None:
    rows = [
        "SF3;Ny;enhet;SF;2021-01-01;;",
        ";;;;;;",
        "SF4;Ny;hylla;SF;2021-01-01;;",
        "SF5;;enhet;SF;x;;",
        "SF6;A;enhet;Q;2021-01-01;;",
    ]
    assert sorted({row for row, _column, _why in faults(UNITS + "\n".join(rows))}) == [4, 5, 6]


def _packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def _long(rows: int) -> bytes:
    return (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\n" * rows).encode()


UNREADABLE = {
    "empty": (b"", "tom"),
    "headings alone": (UNITS.encode(), "inga rader"),
    "strange headings": (b"a;b\n1;2\n", "saknar kolumnen"),
    "binary": (b"\x00\x01\x02" * 100, "varken"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "varken"),
    "locked": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "lösenord"),
    "broken zip": (b"PK\x03\x04" + b"x" * 500, "skadad"),
    "other zip": (_packed(**{"hej.txt": b"hej"}), "skadad"),
    "macros": (_packed(**{"xl__vbaProject.bin": b"x"}), "makron"),
    "zip bomb": (_packed(**{"xl__workbook.xml": b"0" * 101 * 1024 * 1024}), "orimligt"),
    "too large": (b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
    "too long": (_long(100_001), "100 000 rader"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_such_file_gets_a_sentence(town: Town, name: str) -> None:
    data, why = UNREADABLE[name]
    with pytest.raises(Unreadable, match=why):
        check(data, user=None)


def test_a_formula_in_a_workbook_is_pointed_out(town: Town) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Kod", "Namn", "Slag", "Överordnad", "Från och med"])
    page.append(["SF3", '="Ny"', "enhet", "SF", date(2021, 1, 1)])
    page.append([314, "Ny", "enhet", "SF", date(2021, 1, 1)])
    out = io.BytesIO()
    book.save(out)
    assert [(row, column) for row, column, _why in faults(out.getvalue())] == [(2, "namn")]


def test_a_boards_administrator_takes_in_only_the_own(town: Town) -> None:
    bob = person("Bob", Role.ADMINISTRATOR, town.social)
    assert take_in(UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\n", bob) == {"unit_add": 1}
    for text in (
        UNITS + "KN2;Ny;enhet;KN;2021-01-01;;\n",
        UNITS + "BN;Ny;nämnd;K;2021-01-01;;\n",
        UNITS + "KN1;Annat namn;enhet;KN;2020-01-01;;\n",
        ROLES + "KN;registrator;;;Kansliet;;2026-01-01;\n",
        ROLES + "K;systemförvaltare;bob@example.se;;;;2026-01-01;\n",
    ):
        assert len(faults(text, bob)) == 1


def test_a_file_is_tried_then_taken_in_by_the_browser(client: Client, town: Town) -> None:
    client.force_login(town.administrator())
    file = SimpleUploadedFile("enheter.csv", (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\n").encode())
    page = client.post(reverse("accounts:import"), {"file": file}, follow=True)
    assert "ny enhet" in page.content.decode()
    assert not Unit.objects.filter(code="SF3").exists()
    door = page.request["PATH_INFO"]
    progress = client.post(door)["Location"]
    assert client.post(door)["Location"] == progress
    assert client.get(progress)["Refresh"] == "2"
    run_job.func(progress.rstrip("/").rsplit("/", 1)[-1])
    assert Unit.objects.filter(code="SF3").exists()
    assert not OrganisationImport.objects.exists()
    assert "Filen är inläst" in client.get(progress, follow=True).content.decode()
    assert client.post(door).status_code == 404


def test_a_file_that_no_longer_fits_when_its_turn_comes_changes_nothing(client: Client, town: Town) -> None:
    client.force_login(town.administrator())
    file = SimpleUploadedFile("enheter.csv", (UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\n").encode())
    page = client.post(reverse("accounts:import"), {"file": file}, follow=True)
    progress = client.post(page.request["PATH_INFO"])["Location"]
    Unit.objects.filter(code="SF").update(code="SX")
    run_job.func(progress.rstrip("/").rsplit("/", 1)[-1])
    answer = client.get(progress)
    assert "Det gick inte att slutföra" in answer.content.decode()
    assert page.request["PATH_INFO"] in answer.content.decode()
    assert not Unit.objects.filter(code="SF3").exists()


def test_a_file_with_wrong_rows_is_shown_and_not_taken_in(client: Client, town: Town) -> None:
    client.force_login(town.administrator())
    file = SimpleUploadedFile("enheter.csv", (UNITS + "SF3;Ny;hylla;SF;2021-01-01;;\n").encode())
    page = client.post(reverse("accounts:import"), {"file": file}, follow=True)
    assert "är inget slag" in page.content.decode()
    again = client.post(page.request["PATH_INFO"])
    assert "är inget slag" in again.content.decode()
    assert not Unit.objects.filter(code="SF3").exists()


@pytest.mark.parametrize("name", ["empty", "binary", "broken zip", "zip bomb", "strange headings"])
def test_the_browser_gets_the_sentence_too(client: Client, town: Town, name: str) -> None:
    client.force_login(town.administrator())
    data, why = UNREADABLE[name]
    page = client.post(reverse("accounts:import"), {"file": SimpleUploadedFile("fil.xlsx", data or b" ")})
    assert page.status_code == 200
    assert why in page.content.decode()
    assert not OrganisationImport.objects.exists()


def test_the_command_tries_and_takes_in(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "enheter.csv"
    file.write_text(UNITS + "SF3;Ny;enhet;SF;2021-01-01;;\n")
    call_command("organisation", "import", str(file), "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["changes"][0]["label"] == "Ny (SF3)"
    assert not Unit.objects.filter(code="SF3").exists()
    call_command("organisation", "import", str(file))
    assert Unit.objects.filter(code="SF3").exists()
    file.write_text(UNITS + "SF4;Ny;hylla;SF;2021-01-01;;\n")
    with pytest.raises(CommandError, match="Inget är ändrat"):
        call_command("organisation", "import", str(file))
    assert "rad 2 slag" in capsys.readouterr().out


CELL = st.one_of(
    st.sampled_from(["", "K", "SN", "SF", "SF1", "SF9", "enhet", "nämnd", "kommun", "2021-01-01", "registrator", "=1"]),
    st.text(max_size=12),
)


class TestAnyFile(TestCase):
    """Whatever the rows hold: faults or a file that, taken in, changes nothing the second time."""

    @classmethod
    def setUpTestData(cls) -> None:
        Town()

    @given(st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6))
    @settings(max_examples=60, deadline=None)
    def test_rows_of_units(self, rows: list[list[str]]) -> None:
        self._holds(UNITS, rows)

    @given(st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=6))
    @settings(max_examples=60, deadline=None)
    def test_rows_of_roles(self, rows: list[list[str]]) -> None:
        self._holds(ROLES, rows)

    @given(st.binary(max_size=400))
    @settings(max_examples=60, deadline=None)
    def test_bytes(self, data: bytes) -> None:
        for start in (b"", b"PK\x03\x04", UNITS.encode()):
            try:
                check(start + data, user=None)
            except Unreadable as error:
                assert str(error)

    def _holds(self, headings: str, rows: list[list[str]]) -> None:
        text = headings + "\n".join(";".join(row) for row in rows)
        data = text.encode("utf-8", "surrogatepass")
        try:
            services.organisation_import(actor_id=None, data=data, user=None)
        except (Unreadable, services.Faulty):
            return
        assert services.organisation_import(actor_id=None, data=data, user=None).counts() == {}


def notes(text: str) -> list[str]:
    findings, _plan = check(text.encode(), user=None)
    assert not findings.faults
    return [change.note for change in findings.changes]


def test_a_new_last_day_is_written_out_and_none_is_until_further_notice(town: Town) -> None:
    unit = UNITS + "SF1;Enheten för hemlösa;enhet;SF;2020-01-01;{};\n"
    role = ROLES + "SN;registrator;;;Kansliet;;2026-01-01;{}\n"
    take_in(unit.format("2026-06-30"))
    take_in(role.format("2026-06-30"))
    for sheet in (unit, role):
        assert notes(sheet.format("2026-12-31")) == ["till och med 31 december 2026"]
        assert notes(sheet.format("")) == ["tills vidare"]


def test_one_and_many_changes_are_counted_in_words(town: Town) -> None:
    row = "SF{0};Ny {0};enhet;SF;2021-01-01;;\n"
    for count, words in ((1, "ny enhet"), (2, "nya enheter")):
        findings, _plan = check((UNITS + "".join(map(row.format, range(3, 3 + count)))).encode(), user=None)
        assert findings.numbers() == [(count, words)]


def test_the_command_says_one_wrong_cell_in_the_singular(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "enheter.csv"
    for wrong, words in ((1, "en cell är fel"), (2, "2 celler är fel")):
        file.write_text(UNITS + ";Ny;enhet;SF;2021-01-01;;\n" * wrong)
        with pytest.raises(CommandError, match=words):
            call_command("organisation", "import", str(file), stdout=io.StringIO())


def test_nobody_gives_a_role_to_oneself_by_a_file(town: Town) -> None:
    alice = town.administrator()
    found = faults(ROLES + "SN;lokal samordnare;alice@example.se;;;;2026-01-01;\n", alice)
    assert [(row, column) for row, column, _reason in found] == [(2, "e-post")]
    assert "dig själv" in found[0][2]
    assert not faults(ROLES + "K;systemförvaltare;alice@example.se;;;;2020-01-01;\n", alice)


def test_a_file_leaves_the_city_an_administrator(town: Town) -> None:
    town.administrator()
    end = "K;systemförvaltare;alice@example.se;;;;2020-01-01;2030-12-31\n"
    assert [(row, column) for row, column, _reason in faults(ROLES + end)] == [(2, "till och med")]
    successor = "K;systemförvaltare;bob@example.se;Bob;;;2026-01-01;\n"
    assert not faults(ROLES + end + successor)


def test_an_address_that_grows_when_it_is_folded_is_a_wrong_cell(town: Town) -> None:
    long = "\ufb03" * 84 + "@" + "a" * 40 + ".se"
    assert [column for _row, column, _reason in faults(ROLES + f"SN;registrator;{long};Bob;;;2026-01-01;\n")] == [
        "e-post"
    ]
