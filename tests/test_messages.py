"""Swedish is written in the source; everything written has its English."""

import re
from pathlib import Path

import polib
import pytest

from tools import messages


def test_every_text_has_its_english() -> None:
    assert messages.lacking(messages.collect()) == []


def test_texts_are_found_in_code_templates_and_attributes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}<c-head title=\"{% translate 'Hem' %}\" />\n"
        "  {% blocktranslate count n=n trimmed %}\n    En sak\n  {% plural %}\n    {{ n }} saker\n"
        '  {% endblocktranslate %}\n{{ _("Mer") }}'
    )
    code = tmp_path / "code.py"
    code.write_text('from x import pgettext\npgettext("månad", "maj")\n_("Ett " "två")\n')
    assert list(messages.found_in(page)) == [
        (None, "Hem", ""),
        (None, "En sak", "%(n)s saker"),
        (None, "Mer", ""),
    ]
    assert list(messages.found_in(code)) == [("månad", "maj", ""), (None, "Ett två", "")]


@pytest.mark.parametrize("path", sorted(messages.LOCALE.glob("*/LC_MESSAGES/django.po")), ids=str)
def test_a_translation_keeps_the_places_of_its_original(path: Path) -> None:
    places = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
    for entry in polib.pofile(str(path)):
        originals = set(places.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(places.findall(text)) <= originals, entry.msgid


def test_one_singular_with_two_plurals_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code.py").write_text('ngettext("En sak", "%d saker", n)\nngettext("En sak", "%(n)s saker", n)\n')
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "CODE", tmp_path)
    with pytest.raises(ValueError, match="two plurals"):
        messages.collect()
