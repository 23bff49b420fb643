"""Whatever file comes, the intake answers with faults or one sentence, soon, and stores nothing."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook

from ledstjarna.surveys import columns, services
from ledstjarna.surveys.models import Answer, Round
from ledstjarna.surveys.tests.files import paper, stored
from ledstjarna.surveys.tests.world import SHORT, World
from ledstjarna.texts.tables import Unreadable

pytestmark = pytest.mark.slow

SOON = 20.0
KEYS = [one.key for one in SHORT]
LABELS = [str(label) for one in SHORT for _code, label in one.choices]
CODES = [code for one in SHORT for code, _label in one.choices]
heading = st.sampled_from([*columns.MEANINGS, *KEYS, SHORT[0].wording, "enhet", ""]) | st.text(max_size=20)
cell = st.sampled_from([*LABELS, *CODES, "SF1", "SF2", "12", "9 av 12", "66,7", "=1", "'=1", ""]) | st.text(max_size=40)
tables = st.tuples(st.lists(heading, min_size=1, max_size=12), st.lists(st.lists(cell, max_size=12), max_size=6))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | cell
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(cell, inner, max_size=3))
units = st.lists(
    st.fixed_dictionaries(
        {"unit": st.sampled_from(["SF1", "SF2", "SF9"]) | values},
        optional={"answers": st.dictionaries(st.sampled_from(KEYS) | cell, values) | values, "headcount": values},
    ),
    max_size=4,
)


class FilesOfAllKinds(TestCase):
    """One round, and files that nobody would make."""

    found: Round

    @classmethod
    def setUpTestData(cls) -> None:
        cls.found = paper(World())

    def take(self, data: bytes) -> None:
        """Nothing but faults or one sentence; what is sound is stored, and then the same file changes nothing."""
        began = time.monotonic()
        try:
            services.answers_import(round_id=self.found.pk, data=data, actor_id=None)
        except services.Faulty as faulty:
            assert all(one.reason and one.row >= 0 for one in faulty.findings.faults)
            assert not Answer.objects.exists()
        except Unreadable as fault:
            assert str(fault)
            assert not Answer.objects.exists()
        else:
            before = stored(self.found)
            again = services.answers_import(round_id=self.found.pk, data=data, actor_id=None)
            assert not again.fresh and not again.changed and stored(self.found) == before
        assert time.monotonic() - began < SOON

    @given(st.binary(max_size=2_000))
    @example(b"PK\x05\x06" + b"\x00" * 18)
    @example(b"\xff\xfe\x00")
    def test_bytes(self, data: bytes) -> None:
        self.take(data)

    @given(tables)
    def test_tables_as_csv(self, table: tuple[list[str], list[list[str]]]) -> None:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        writer.writerows([table[0], *table[1]])
        self.take(out.getvalue().encode("utf-8", "surrogatepass"))

    @settings(max_examples=25)
    @given(tables)
    def test_tables_as_workbooks(self, table: tuple[list[str], list[list[str]]]) -> None:
        book = Workbook(write_only=True)
        page = book.create_sheet("Svar")
        for row in (table[0], *table[1]):
            page.append(["".join(sign for sign in one if sign.isprintable()) for one in row])
        out = io.BytesIO()
        book.save(out)
        self.take(out.getvalue())

    @given(units)
    def test_json(self, found: list[Any]) -> None:
        self.take(json.dumps({"answers": found}).encode())

    @given(values)
    def test_any_json(self, found: object) -> None:
        self.take(json.dumps(found).encode())

    def test_a_cell_with_a_number_too_long_to_read_is_a_fault(self) -> None:
        self.take(f"enhetens kod;cases;form_known_staff\nSF1;{'9' * 10_000};{'9,' * 5_000}\n".encode())

    def test_a_workbook_that_unpacks_to_more_than_is_read_is_refused(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/worksheets/sheet1.xml", b" " * (61 * 1024 * 1024))
        with pytest.raises(Unreadable, match="orimligt stor"):
            services.answers_check(round_id=self.found.pk, data=out.getvalue())

    def test_ten_thousand_wrong_rows_are_listed_soon(self) -> None:
        began = time.monotonic()
        rows = "".join(f"X{number};kanske;tre;{'x' * 200}\n" for number in range(10_000))
        findings = services.answers_check(
            round_id=self.found.pk, data=f"enhetens kod;form_known;cases;more\n{rows}".encode()
        )
        assert len(findings.faults) == 10_000 and time.monotonic() - began < SOON
