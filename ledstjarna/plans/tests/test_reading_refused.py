"""Files that are not read: each gets one reason and one Swedish sentence."""

import contextlib
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst
from django.utils.translation import override

from ledstjarna.plans.reading import MAX_BYTES, Reason, Unreadable, process, read_plan
from ledstjarna.plans.reading.model import MESSAGES

from .plan_files import docx_plan, entry, pdf_plan, rezipped, xlsx_plan

pytestmark = pytest.mark.slow

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


OFFICE = "application/vnd.openxmlformats-officedocument."
EXCEL_TYPES = f'<Types><Override ContentType="{OFFICE}spreadsheetml.sheet.main+xml"/></Types>'


def reason_for(data: bytes, filename: str = "plan.docx") -> Reason:
    with pytest.raises(Unreadable) as refused:
        read_plan(data, filename=filename)
    return refused.value.reason


def zip_of(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_types(change: Callable[[str], str]) -> bytes:
    data = docx_plan()
    types = change(entry(data, "[Content_Types].xml").decode())
    return rezipped(data, {"[Content_Types].xml": types.encode()})


def with_body(change: Callable[[str], str], encoding: str = "utf-8") -> bytes:
    data = docx_plan()
    body = change(entry(data, "word/document.xml").decode())
    return rezipped(data, {"word/document.xml": body.encode(encoding)})


def with_declared_encryption() -> bytes:
    data = bytearray(docx_plan())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the first entry's flag in the central directory
    return bytes(data)


def locked_pdf(user: str) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(pdf_plan())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="Alice", user=user))
    return stream.getvalue()


def pdf_of(pages: int) -> bytes:
    stream = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


def pdf_drawing(content: bytes) -> bytes:
    stream = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(content)
        pdf.save(stream)
    return stream.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "an empty file": (lambda: b"", Reason.EMPTY),
    "a file over 20 MB": (lambda: b"PK" + bytes(MAX_BYTES), Reason.TOO_LARGE),
    "a text": (lambda: "Handlingsplan åäö".encode("latin-1"), Reason.UNKNOWN_FORMAT),
    "a text with commas": (lambda: b"Hej Alice, Bob och Charlie", Reason.NO_COLUMNS),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Reason.UNKNOWN_FORMAT),
    "an RTF": (lambda: rb"{\rtf1 plan}", Reason.UNKNOWN_FORMAT),
    "any zip": (lambda: zip_of({"plan.txt": b"plan"}), Reason.UNKNOWN_FORMAT),
    "a spreadsheet of nothing": (
        lambda: zip_of({"[Content_Types].xml": EXCEL_TYPES.encode()}),
        Reason.DAMAGED,
    ),
    "a spreadsheet without activities": (lambda: xlsx_plan([("Namn", "Telefon"), ("Alice", "1")]), Reason.NO_COLUMNS),
    "a spreadsheet with macros": (
        lambda: rezipped(xlsx_plan(), {"xl/vbaProject.bin": b"x"}),
        Reason.MACROS,
    ),
    "a binary spreadsheet": (
        lambda: zip_of(
            {"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.binary.macroEnabled.main</Types>"}
        ),
        Reason.LEGACY_EXCEL,
    ),
    "a presentation": (
        lambda: zip_of(
            {"[Content_Types].xml": EXCEL_TYPES.replace("spreadsheetml.sheet", "presentationml.x").encode()}
        ),
        Reason.UNKNOWN_FORMAT,
    ),
    "a spreadsheet with an XML bomb": (
        lambda: rezipped(xlsx_plan(), {"xl/styles.xml": f'<?xml version="1.0"?>{ENTITIES}<x>&b;</x>'.encode()}),
        Reason.BOMB,
    ),
    "a swollen sheet": (
        lambda: rezipped(xlsx_plan(), {"xl/worksheets/sheet1.xml": b" " * 40 * 2**20}),
        Reason.BOMB,
    ),
    "a .xls": (lambda: OLE + "Workbook".encode("utf-16-le") + bytes(100), Reason.LEGACY_EXCEL),
    "a presentation in Word's old box": (
        lambda: OLE + "PowerPoint".encode("utf-16-le"),
        Reason.UNKNOWN_FORMAT,
    ),
    "a .doc": (lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(100), Reason.LEGACY_WORD),
    "an encrypted DOCX": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100), Reason.PASSWORD),
    "an encrypted zip": (with_declared_encryption, Reason.PASSWORD),
    "an encrypted PDF": (lambda: locked_pdf("Bob"), Reason.PASSWORD),
    "a macro part": (lambda: rezipped(docx_plan(), {"word/vbaProject.bin": b"x"}), Reason.MACROS),
    "a macro document": (
        lambda: with_types(
            lambda types: types.replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            )
        ),
        Reason.MACROS,
    ),
    "a zip bomb": (lambda: rezipped(docx_plan(), {"word/media/a.png": bytes(100 * 2**20)}), Reason.BOMB),
    "a swollen XML": (lambda: rezipped(docx_plan(), {"word/extra.xml": b" " * 40 * 2**20}), Reason.BOMB),
    "ten thousand entries": (lambda: zip_of({f"{n}": b"" for n in range(10_000)}), Reason.BOMB),
    "an XML bomb": (lambda: with_body(lambda body: body.replace("?>", f"?>{ENTITIES}", 1)), Reason.BOMB),
    "an XML bomb in UTF-16": (
        lambda: with_body(
            lambda body: f'<?xml version="1.0" encoding="UTF-16"?>{ENTITIES}' + body.split("?>", 1)[1],
            "utf-16",
        ),
        Reason.BOMB,
    ),
    "an XML bomb under another name": (
        lambda: rezipped(docx_plan(), {"word/theme.dat": f"{ENTITIES}<x>&b;</x>".encode()}),
        Reason.BOMB,
    ),
    "deep nesting": (
        lambda: with_body(lambda body: body.replace("<w:body>", "<w:body>" + "<w:p>" * 5000, 1)),
        Reason.DAMAGED,
    ),
    "deep nesting that closes": (
        lambda: with_body(lambda body: body.replace("<w:body>", "<w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000, 1)),
        Reason.DAMAGED,
    ),
    "half a DOCX": (lambda: docx_plan()[:9000], Reason.DAMAGED),
    "a DOCX without its document": (
        lambda: zip_of({"[Content_Types].xml": entry(docx_plan(), "[Content_Types].xml")}),
        Reason.DAMAGED,
    ),
    "a PDF that is only its first line": (lambda: b"%PDF-1.7\n", Reason.DAMAGED),
    "a PDF of 10,000 pages": (lambda: pdf_of(10_000), Reason.TOO_COMPLEX),
    "a PDF page of countless signs": (
        lambda: pdf_drawing(b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 1_600 + b"ET"),
        Reason.TOO_COMPLEX,
    ),
    "a scanned PDF": (lambda: pdf_of(2), Reason.NO_TEXT),
    "a letter as PDF": (lambda: typst.compile(b"Hej Alice. Vi ses snart."), Reason.NOT_A_PLAN),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_plan_is_refused_with_its_reason(name: str) -> None:
    make, reason = FILES[name]
    assert reason_for(make()) is reason


def test_every_reason_says_in_plain_swedish_sentences_what_to_do() -> None:
    assert set(MESSAGES) == set(Reason)
    with override("sv"):
        for reason in Reason:
            message = Unreadable(reason).message
            assert message.endswith(".")
            assert ", så " not in message
            assert any(letter in message for letter in "åäö")


def test_the_name_of_a_file_does_not_decide_how_it_is_read() -> None:
    assert read_plan(docx_plan(), filename="plan.pdf") == read_plan(docx_plan(), filename="plan.docx")
    assert read_plan(pdf_plan(), filename="plan.docx") == read_plan(pdf_plan(), filename="plan.pdf")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert read_plan(locked_pdf(""), filename="plan.pdf") == read_plan(pdf_plan(), filename="plan.pdf")


def test_reading_that_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIMEOUT_SECONDS", 0.01)
    assert reason_for(docx_plan()) is Reason.TOO_COMPLEX


def test_the_child_may_use_a_gigabyte_and_write_no_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("child") / "file"
    code = (
        "from ledstjarna.plans.reading import child\n"
        "child.limit_resources(memory=child.MEMORY_BYTES, seconds=child.CPU_SECONDS)\n"
        "try: bytearray(1100 * 2**20)\n"
        "except MemoryError: print('memory')\n"
        f"try: open({str(target)!r}, 'wb', buffering=0).write(b'x')\n"
        "except OSError: print('file')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["memory", "file"]


def test_the_child_knows_no_settings_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[subprocess.CompletedProcess[bytes]] = []
    run = subprocess.run

    def spy(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        assert options["env"].keys() == {"PYTHONPATH", "PATH"}  # type: ignore[attr-defined]
        seen.append(run(command, **{**options, "stderr": subprocess.PIPE}))  # type: ignore[call-overload]
        return seen[-1]

    monkeypatch.setattr("subprocess.run", spy)
    for data in (docx_plan(), pdf_plan(), docx_plan()[:5000], pdf_plan()[:5000]):
        with contextlib.suppress(Unreadable):
            read_plan(data, filename="plan")
    assert [done.stderr for done in seen] == [b""] * 4


def test_a_word_document_is_read_in_a_second_and_a_half() -> None:
    data = docx_plan()

    def seconds() -> float:
        before = time.perf_counter()
        read_plan(data, filename="plan.docx")
        return time.perf_counter() - before

    assert min(seconds() for _ in range(3)) < 1.5


@pytest.mark.deep
def test_a_pdf_that_unpacks_to_gigabytes_is_refused() -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(2**24)) for _ in range(96)) + packer.flush()
    stream = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
        pdf.save(stream, compress_streams=False)
    assert reason_for(stream.getvalue()) in {Reason.TOO_COMPLEX, Reason.DAMAGED}
