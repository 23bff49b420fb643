"""The words: collect them from code and templates, compile the catalogues, check that all have English.

python tools/messages.py collect | compile | check
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "ledstjarna"
LOCALE = CODE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_now": None,  # gettext beside gettext_lazy
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
METADATA = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def _python_of(path: Path) -> str:
    """The file as Python: a template becomes its gettext calls, one after another."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source
    return "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())


def found_in(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """(context, message, plural) of each marked text in the file; plural is empty where there is none."""
    source = io.BytesIO(_python_of(path).encode())
    for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if singular:
            yield context, singular, plural


def collect() -> polib.POFile:
    """The English catalogue as it should be: every marked text, sorted, with the translations there are.

    ValueError where one singular has two plurals, since only one of them can be looked up.
    """
    have = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(ENGLISH))} if ENGLISH.exists() else {}
    wanted: dict[tuple[str | None, str], polib.POEntry] = {}
    sources = [path for suffix in ("py", "html", "txt") for path in CODE.rglob(f"*.{suffix}")]
    for path in sorted(path for path in sources if "tests" not in path.parts and "migrations" not in path.parts):
        place = (path.relative_to(ROOT).as_posix(), "")
        for context, singular, plural in found_in(path):
            entry = wanted.setdefault((context, singular), polib.POEntry(msgctxt=context, msgid=singular))
            if plural and not entry.msgid_plural:
                entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
            if plural and entry.msgid_plural != plural:  # gettext looks up by the singular alone
                raise ValueError(f"{singular!r} has two plurals: {entry.msgid_plural!r} and {plural!r}")
            if place not in entry.occurrences:
                entry.occurrences.append(place)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = METADATA
    for key, entry in sorted(wanted.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        if (old := have.get(key)) and old.msgid_plural == entry.msgid_plural:
            entry.msgstr, entry.flags = old.msgstr, old.flags
            entry.msgstr_plural = old.msgstr_plural or entry.msgstr_plural
        catalogue.append(entry)
    return catalogue


def lacking(catalogue: polib.POFile) -> list[str]:
    """The texts without English, or with one that is only a guess."""
    return [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy]


def main(command: str) -> int:
    if command == "collect":
        ENGLISH.parent.mkdir(parents=True, exist_ok=True)
        catalogue = collect()
        catalogue.save(str(ENGLISH))
        print(f"{len(catalogue)} texts, {len(lacking(catalogue))} without English")
        return 0
    if command == "compile":
        for path in LOCALE.glob("*/LC_MESSAGES/django.po"):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        return 0
    if command == "check":
        missing = lacking(collect())
        print(*(f"No English: {text}" for text in missing), sep="\n" if missing else "")
        return 1 if missing else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
