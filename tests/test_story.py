"""docs/story.md as one test: the first file to read. Later issues widen the story here."""

from __future__ import annotations

import datetime
import io
import json
import re
from html import unescape

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.audit.services import seal
from ledstjarna.plans.interchange import plan_from_file
from ledstjarna.plans.tests.plan_files import PARTS, ROWS, docx_plan
from ledstjarna.plans.tests.world import browser
from ledstjarna.reports.models import Report
from ledstjarna.walls.roles import Role

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>\s*([^<]*?)\s*<')
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DECISION = {
    "body": "Socialnämnden",
    "paragraph": "§ 14",
    "dnr": "SN 2030/17",
    "without_police": "Polisen hade inte möjlighet.",
}

STICKERS = "Klistermärken med en runa vid skolgården. En elev tog bort dem."
PHONE = "070-174 06 05"
THIS_MONTH = timezone.localdate().replace(day=1)
YEAR = THIS_MONTH.year
EVENT = {"kind": "symbol", "place": "school", "urgent": "no"}
ANSWERS = {
    "headcount": "12",
    "q-events_met": "yes",
    "q-form_known": "yes",
    "q-form_known_staff": "9 av 12",
    "q-training_taken": "no",
    "q-plan_effect": "nothing",
}
FINDING = "Symboler sätts upp vid skolor"
UNANSWERED = "Få enheter har gått utbildningen"
ACTIVITY = "Prata med eleverna om vad symbolerna betyder"


@pytest.fixture
def town(db: None) -> Town:
    return Town()


def test_a_report_becomes_a_figure_a_finding_an_activity_and_a_decision(town: Town) -> None:
    alice = browser(person("Alice", Role.LOCAL_COORDINATOR, town.social))
    bob = browser(person("Bob", Role.REGISTRAR, town.social))
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, town.homeless))
    dana = browser(person("Dana", Role.STAFF, town.homeless))
    stranger = browser(person("Erik", Role.LOCAL_COORDINATOR, town.culture))
    auditor = person("Eve", Role.AUDITOR, town.city)

    code = filed(dana, THIS_MONTH)
    assert "inte läst klart rapporten än" in outcome(dana, code)
    report = handled(alice, stranger)
    assert "Samordnaren har erbjudit din enhet stöd." in outcome(dana, code)
    filed(dana, datetime.date(YEAR - 1, 12, 1))
    handled(alice, stranger)

    asked(alice, town)
    answered(charlie, town)

    picture, finding = published(alice, stranger)
    draft = brought_in(alice, town)
    assert ACTIVITY not in shown(alice, draft)
    because(alice, finding)
    assert_linked(alice, draft, finding)
    assert_ends_hang_loose(alice)

    plan = decided(bob, draft)
    assert_goes_out(stranger, plan)
    assert stranger.get(picture).status_code == stranger.get(report).status_code == 404
    assert_log_tells(browser(auditor), report)
    assert verified().startswith("Kedjan håller")


def test_the_plan_is_followed_up_and_carried_into_the_next_year(town: Town) -> None:
    alice = browser(person("Alice", Role.LOCAL_COORDINATOR, town.social))
    bob = browser(person("Bob", Role.REGISTRAR, town.social))
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, town.homeless))
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, town.city))

    draft = brought_in(alice, town, YEAR)
    added(alice, draft)
    handed_over(alice, bob, draft)
    plan = decided(bob, draft)

    city = opened(cecilia)
    assert "inget inlämnat" in shown(cecilia, city)
    reported(charlie, "Två träffar är hållna.")
    judged(alice, "tillbaka", remark="Vilka var med?")
    assert "Vilka var med?" in shown(charlie, reverse("followup:mine"))
    reported(charlie, "Två träffar är hållna, en för varje årskurs.")
    judged(alice, "godkann")
    assert "delvis inlämnat" in shown(cecilia, city) and "1 godkända" in shown(cecilia, city)

    assert "Träffen är hållen." in shown(alice, carried_on(alice, plan))
    assert verified().startswith("Kedjan håller")


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def sent(client: Client, path: str, to: str = "", **fields: object) -> str:
    """Fill in the form on a page and send it with what it hides; gives the address it leads to, or the page."""
    answer = client.post(to or path, dict(HIDDEN.findall(shown(client, path))) | fields)
    if answer.status_code in (302, 303):
        return str(answer["Location"]).partition("#")[0]
    assert answer.status_code == 200, answer.content.decode()
    return unescape(answer.content.decode())


def followed(client: Client, path: str, words: str) -> str:
    """The address of the first link on a page that begins with these words."""
    links: list[tuple[str, str]] = LINK.findall(shown(client, path))
    return next(address for address, text in links if text.startswith(words))


def filed(client: Client, day: datetime.date) -> str:
    """Five questions, then the form: a telephone number is stopped before anything is stored. Gives the code."""
    page = followed(client, reverse("home:start"), "Rapportera")
    page = followed(client, page, "Börja")
    assert "tel:112" in shown(client, followed(client, page, "Ja"))
    for _question in range(5):
        page = followed(client, page, "Nej")
    told = EVENT | {"when": day.replace(day=1).isoformat()}
    before = Report.objects.count()
    hidden = dict(HIDDEN.findall(shown(client, page)))
    refused = client.post(page, hidden | told | {"description": f"{STICKERS} Ring {PHONE}"})
    assert refused.status_code == 422 and PHONE in refused.content.decode()
    assert Report.objects.count() == before
    receipt = sent(client, page, **told, description=STICKERS)
    code = CODE.search(shown(client, receipt))
    assert code
    return code.group()


def outcome(client: Client, code: str) -> str:
    """What the reporter reads by the code, written as people do."""
    return sent(client, reverse("reports:outcome"), code=code.lower().replace("-", " "))


def handled(client: Client, stranger: Client) -> str:
    """Three questions and a classification; then a word back. Another board's coordinator finds no such report."""
    report = followed(client, reverse("reports:inbox"), "Symbol")
    assert STICKERS in shown(client, report)
    assert stranger.get(report).status_code == 404
    answers = {"guess": "no", "act": "yes", "child": "no"}
    fields = {"kind": "symbol", "environment": "far_right", "description": STICKERS, "step": "triage"}
    assert sent(client, report, **answers, **fields) == f"{report}?klart"
    done = {"handled_with": "talk", "feedback": "support"}
    assert sent(client, report, **done, step="handle", close="1") == f"{report}?klart"
    return report


def asked(client: Client, town: Town) -> None:
    """The coordinator opens this year's round for the board's two units."""
    today = timezone.localdate()
    days = {"opens": today.isoformat(), "closes": (today + datetime.timedelta(days=14)).isoformat()}
    planned = sent(client, reverse("surveys:create"), board=town.social.pk, year=YEAR, **days)
    assert "Känner du som chef till formuläret" in shown(client, planned)
    sent(client, planned, f"{planned}oppna/")


def answered(client: Client, town: Town) -> None:
    """The manager goes from the start page to the questions, and answers some of them."""
    form = followed(client, reverse("home:start"), "Svara")
    assert town.homeless.name in shown(client, form)
    sent(client, form, act="send", **ANSWERS)


def published(client: Client, stranger: Client) -> tuple[str, str]:
    """The draft counts what was filed against the year before; a finding on it is frozen. Gives both addresses."""
    draft = sent(client, reverse("situation:list"), reverse("situation:create"), year=YEAR)
    page = shown(client, draft)
    assert "1 av 1 enhet (100 %)" in page and "1 av 2 har svarat" in page
    assert f"En bekräftad rapport {YEAR}, en även året före." in page
    write = followed(client, draft, "Skriv en slutsats")
    figures = ["reports.kind.symbol", "reports.environment.far_right"]
    sent(client, write, heading=FINDING, text="De sätts upp på nytt varje vår.", figures=figures)
    sent(client, write, heading=UNANSWERED, text="Det är svårt att få tid.", figures=["survey.training_taken"])
    picture = sent(client, f"{draft}publicera/")
    assert stranger.get(picture).status_code == 404
    assert FINDING in words_of(client.get(f"{picture}export/pdf/").content)
    return picture, followed(client, picture, FINDING)


def brought_in(client: Client, town: Town, year: int = 2030) -> str:
    """The board's plan is read from its file and shown; then it is a draft, whose address this gives."""
    file = SimpleUploadedFile("plan.docx", docx_plan(PARTS))
    preview = sent(client, reverse("plans:import"), file=file)
    page = shown(client, preview)
    assert all(cell in page for row in ROWS for cell in row) and "Inget är sparat" in page
    return sent(client, preview, board=town.social.pk, year=str(year))


def added(client: Client, draft: str) -> None:
    """An activity is written where it stands; its time and its follow-up are read and said back."""
    add = followed(client, draft, "Lägg till aktivitet")
    row = {"activity": ACTIVITY, "responsible": "Enhetschef", "schedule": "Två gånger i maj", "follow_up": "T1"}
    sent(client, add, **row)
    page = shown(client, draft)
    activity = address(page[page.index(ACTIVITY) :], rf"/planer/\d+/aktivitet/{UUID.pattern}/")
    assert f"i maj {YEAR}" in shown(client, activity) and "T1" in shown(client, activity)


def handed_over(client: Client, registrar: Client, draft: str) -> None:
    """Nothing waits for the registrar until the coordinator has handed the draft over."""
    start = reverse("home:start")
    assert "Registrera nämndens beslut" not in shown(registrar, start)
    sent(client, followed(client, draft, "Lämna till nämnden"))
    assert "Registrera nämndens beslut" in shown(registrar, start)


def opened(client: Client) -> str:
    """The central coordinator sets a period that is open today. Gives the page of boards beside periods."""
    today = timezone.localdate()
    days = {"until": today, "opens": today, "due": today, "closes": today + datetime.timedelta(days=9)}
    written = {name: day.isoformat() for name, day in days.items()}
    sent(client, reverse("periods:add", args=[YEAR]), code="T1", name="Tertialrapport 1", **written)
    return reverse("followup:matrix", args=[YEAR])


def reported(client: Client, text: str) -> None:
    """The manager finds the own activity on the page of follow-up, and hands in how it goes."""
    form = address(shown(client, reverse("followup:mine")), rf"/uppfoljning/\d+/\d+/{UUID.pattern}/")
    sent(client, form, status="under_way", text=text, act="submit")


def judged(client: Client, how: str, **fields: str) -> str:
    """The coordinator reads what was handed in, and accepts it or sends it back."""
    board = followed(client, reverse("followup:mine"), "T1")
    door = address(shown(client, board), rf"/uppfoljning/rapport/\d+/{how}/")
    return sent(client, door if fields else board, door, **fields)


def address(page: str, pattern: str) -> str:
    """The first address on a page, of a link or a form, that looks like this."""
    found = re.search(rf'(?:href|action)="({pattern})"', page)
    assert found, pattern
    return found.group(1)


def carried_on(client: Client, plan: str) -> str:
    """Next year's plan begins from this one: an activity is closed, and the board reads why. Gives the draft."""
    roll = f"{plan}nasta-ar/"
    page = shown(client, roll)
    chosen = dict.fromkeys(re.findall(r'name="(choice-[^"]+)"', page), "carry")
    name = next(iter(chosen))
    chosen |= {name: "close", name.replace("choice", "reason"): "Träffen är hållen."}
    title = re.search(r'name="title" value="([^"]*)"', page)
    return sent(client, roll, year=YEAR + 1, title=title.group(1) if title else "Plan", **chosen)


def because(client: Client, finding: str) -> None:
    """From the finding to a new activity in the plan."""
    key = UUID.search(finding)
    assert key
    add = followed(client, reverse("plans:finding_activities", args=[key.group()]), "Lägg till aktivitet")
    section = re.search(r'<option value="(\d+)"[^>]*>', shown(client, add))
    assert section
    sent(client, add, section=section.group(1), activity=ACTIVITY, responsible="Enhetschef", schedule="I maj")


def assert_linked(client: Client, draft: str, finding: str) -> None:
    """The plan shows the finding, and the finding the activity."""
    page = shown(client, draft)
    assert ACTIVITY in page and FINDING in page and f'href="{finding}"' in page
    activities = next(path for path in re.findall(r'href="([^"]+)"', shown(client, finding)) if "/slutsats/" in path)
    assert ACTIVITY in shown(client, activities)


def assert_ends_hang_loose(client: Client) -> None:
    """One finding has no activity, and what the file brought has no finding behind it; the chain says so."""
    chain = shown(client, reverse("plans:chain")).partition("<main")[2]
    order = (FINDING, "Slutsatser utan aktivitet", UNANSWERED, "Aktiviteter utan slutsats", ROWS[1][0])
    places = [chain.index(words) for words in order]
    assert places == sorted(places) and FINDING not in chain[places[1] :]


def decided(client: Client, draft: str) -> str:
    """What the board decided is recorded, looked at once more, and frozen. Gives the plan's address."""
    day = timezone.localdate() - datetime.timedelta(days=1)
    path = f"{draft}beslut/"
    said = DECISION | {"decided_on": day.isoformat()}
    confirm = sent(client, path, **said)
    assert "Stämmer det här?" in confirm
    return sent(client, path, **said, confirm="1")


def assert_goes_out(client: Client, plan: str) -> None:
    """The decided plan is public, and names the finding; Word and PDF can be read in again."""
    assert "SN 2030/17" in shown(client, plan) and FINDING in shown(client, plan)
    files = {fmt: client.get(f"{plan}export/{fmt}/").content for fmt in ("pdf", "docx", "json")}
    frozen = json.loads(files["json"])
    assert frozen["decision"]["dnr"] == "SN 2030/17"
    rows = [row for section in frozen["sections"] for row in section["activities"]]
    assert [[finding["heading"] for finding in row["findings"]] for row in rows if row["activity"] == ACTIVITY] == [
        [FINDING]
    ]
    assert FINDING in words_of(files["pdf"])
    for fmt in ("pdf", "docx"):
        again = plan_from_file(files[fmt], filename=f"plan.{fmt}")
        schedules = [row.schedule for section in again.sections for row in section.activities]
        assert schedules == [row["schedule"] for row in rows], fmt


def assert_log_tells(client: Client, report: str) -> None:
    """The log names who read the report, and only counts those filed, a day later; the auditor does not read it."""
    log = reverse("audit:log")
    assert "Alice" in shown(client, f"{log}?action=report.read")
    assert "Inga rader" in shown(client, f"{log}?action=report.file")
    seal(before=timezone.localdate() + datetime.timedelta(days=1))
    filed = shown(client, f"{log}?action=report.file").partition("<tbody")[2]
    assert "någon utan namn i loggen" in filed and "2 gånger den" in filed and "Dana" not in filed
    assert client.get(report).status_code == 403


def words_of(pdf: bytes) -> str:
    """The words of a PDF, one space between them."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def verified() -> str:
    out = io.StringIO()
    call_command("audit", "verify", stdout=out)
    return out.getvalue()
