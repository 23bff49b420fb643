"""A template reaches nothing but its fields, takes no more than its share, and holds nothing that runs or fetches."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from ledstjarna.plans.reading.own_layout import ANNEX_MARK
from ledstjarna.plans.tests.plan_files import entry, rezipped, saved
from ledstjarna.plans.tests.word_templates import letterhead, text_of, with_words, without
from ledstjarna.plans.word_template import child, process
from ledstjarna.plans.word_template.example import decided, draft
from ledstjarna.plans.word_template.fields import context_of
from ledstjarna.plans.word_template.filling import filled
from ledstjarna.plans.word_template.model import MAX_BYTES, MESSAGES, Problem, Unfillable
from ledstjarna.plans.word_template.safety import check
from ledstjarna.plans.word_template.starter import starter

pytestmark = pytest.mark.slow

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
BODY = "word/document.xml"
ESCAPES = (
    "{{ ''.__class__.__mro__ }}",
    "{{ titel.__class__.__mro__[1].__subclasses__() }}",
    "{{ avsnitt.append(1) }}",
    "{{ titel.format.__globals__ }}",
    "{{ '{0.__class__}'.format(titel) }}",
    "{{ titel * 10**10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 10 ** 10 ** 10 }}",
)
NOTHING_THERE = (
    "{{ cycler.__init__.__globals__ }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{{ lipsum(n=1000) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ request }}",
)
HEAVY = (
    "{% for a in 'x'|join(' ') %}{% endfor %}{{ ('x' ~ titel).rjust(10000000000) }}",
    "{{ '{:>9999999999}'.format(1) }}",
)


def refused(template: bytes) -> Unfillable:
    with pytest.raises(Unfillable) as fault:
        process.try_out(template)
    return fault.value


def in_this_process(words: str) -> Unfillable:
    with pytest.raises(Unfillable) as fault:
        filled(with_words(words), context_of(draft()), child.PLAIN)
    return fault.value


@pytest.mark.parametrize("words", ESCAPES)
def test_no_way_leads_out_of_the_fields(words: str) -> None:
    assert in_this_process(words).problem is Problem.FORBIDDEN


@pytest.mark.parametrize("words", NOTHING_THERE)
def test_there_is_nothing_but_the_fields(words: str) -> None:
    assert in_this_process(words).problem in (Problem.UNKNOWN_FIELD, Problem.FORBIDDEN)


@pytest.mark.parametrize("words", HEAVY)
def test_what_would_fill_the_memory_is_stopped(words: str) -> None:
    assert refused(with_words(words)).problem is Problem.TOO_HEAVY


def test_what_would_never_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIMEOUT_SECONDS", 3)
    loops = "".join(f"{{% for x{n} in kommun ~ kommun ~ kommun ~ kommun %}}" for n in range(9))
    assert refused(with_words(loops + "{% endfor %}" * 9)).problem is Problem.TOO_HEAVY


@pytest.mark.parametrize(
    ("words", "problem", "name"),
    [
        ("{{ avsnit }}", Problem.UNKNOWN_FIELD, "avsnit"),
        ("{% for a in avsnitt %}{{ a.rubrk }}{% endfor %}", Problem.UNKNOWN_FIELD, "rubrk"),
        ("{% include 'x' %}", Problem.MISSPELT, ""),
        ("{% import 'os' as os %}", Problem.MISSPELT, ""),
        ("{{ titel|safe }}", Problem.UNKNOWN_TAG, "safe"),
        ("{{ titel|attr('x') }}", Problem.UNKNOWN_TAG, "attr"),
        ("{% debug %}", Problem.UNKNOWN_TAG, "debug"),
        ("{% for a in avsnitt %}", Problem.UNCLOSED, ""),
        ("{% endfor %}", Problem.UNCLOSED, ""),
        ("{{ titel titel }}", Problem.MISSPELT, ""),
    ],
)
def test_a_fault_is_told_with_its_name_and_its_place(words: str, problem: Problem, name: str) -> None:
    fault = in_this_process(words)
    assert (fault.problem, fault.name) == (problem, name)
    assert name in fault.message and (not fault.where or "Det står här" in fault.message)


def test_the_place_of_an_unknown_field_is_the_words_of_its_paragraph() -> None:
    fault = refused(with_words("Först", "Nämnden {{ nämden }} beslutar", "Sist"))
    assert "Fältet ”nämden” finns inte." in fault.message and "Nämnden {{ nämden }} beslutar" in fault.message


@pytest.mark.parametrize(("words", "name"), [("{{ r.uppföljning }}", "kolumnen Uppföljning"), ("{{ t.text }}", "text")])
def test_a_template_that_leaves_a_part_of_the_plan_out_is_refused(words: str, name: str) -> None:
    fault = refused(without(words))
    assert fault.problem is Problem.LEAVES_OUT and name in fault.name


def test_a_draft_must_look_like_one() -> None:
    document = docx.Document(BytesIO(without("{{ status }}")))
    for paragraph in document.paragraphs:
        paragraph.text = paragraph.text.replace("{{ underrubrik }}", "")
    assert "utkast" in refused(saved(document)).message


def test_the_child_opens_no_file_once_it_has_the_template() -> None:
    probe = f"""
from ledstjarna.plans.word_template import child
child.warm_up(); child.shut_doors()
try: open({__file__!r}); print("open")
except OSError: print("shut")
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "shut"


def test_words_of_the_plan_are_words_whatever_they_look_like() -> None:
    tricks = "{{ titel }} {% x %} {_{ a }_} <w:p> & ]]> “citat” ' \""
    document = decided()
    context = context_of(document)
    context["titel"] = context["avsnitt"][1]["aktiviteter"][0]["tidplan"] = tricks
    for template in (starter(), letterhead(), with_words("{% autoescape false %}{{ titel }}{% endautoescape %}")):
        made, text = filled(template, context, child.PLAIN)
        assert text.count(tricks) >= 2
        assert tricks in text_of(made)


def test_a_line_break_in_a_cell_is_one_on_paper() -> None:
    context = context_of(draft())
    context["avsnitt"][1]["aktiviteter"][0]["tidplan"] = "I maj\noch juni"
    assert "I maj\noch juni" in text_of(filled(starter(), context, child.PLAIN)[0])


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert refused(b"PK" + b"x" * MAX_BYTES).problem is Problem.TOO_LARGE


def entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    return rezipped(starter(), {"word/footnotes.xml": bomb})


FILES = {
    "a zip bomb": (rezipped(starter(), {"word/media/x.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}), Problem.BOMB),
    "an entity bomb": (entities(), Problem.BOMB),
    "a macro": (rezipped(starter(), {"word/vbaProject.bin": b"x"}), Problem.MACROS),
    "an encrypted file": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        Problem.PASSWORD,
    ),
    "an older Word file": (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), Problem.NOT_WORD),
    "a text": (b"Hej", Problem.NOT_WORD),
    "nothing": (b"", Problem.NOT_WORD),
    "half a file": (starter()[:2000], Problem.DAMAGED),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_sound_word_document_is_refused(what: str) -> None:
    data, problem = FILES[what]
    assert refused(data).problem is problem


def related(kind: str, target: str) -> bytes:
    document = docx.Document(BytesIO(starter()))
    document.part.relate_to(target, kind, is_external=True)
    return saved(document)


@pytest.mark.parametrize(
    ("kind", "target", "problem"),
    [
        (RELATIONSHIP_TYPE.IMAGE, "https://example.se/bild.png", Problem.OUTSIDE),
        (RELATIONSHIP_TYPE.HYPERLINK, "file://server/delad/fil.docx", Problem.OUTSIDE),
        (RELATIONSHIP_TYPE.OLE_OBJECT, "https://example.se/x", Problem.EMBEDDED),
        (RELATIONSHIP_TYPE.A_F_CHUNK, "https://example.se/x", Problem.EMBEDDED),
    ],
)
def test_a_template_that_fetches_or_embeds_is_refused(kind: str, target: str, problem: Problem) -> None:
    assert refused(related(kind, target)).problem is problem


def test_a_link_to_a_website_is_fine() -> None:
    check(related(RELATIONSHIP_TYPE.HYPERLINK, "https://example.se/"))


def test_where_the_file_was_begun_from_is_taken_out_of_what_is_made() -> None:
    template = related(ATTACHED, "file:///C:/Mallar/Normal.dotm")
    made, _text = filled(template, context_of(draft()), child.PLAIN)
    assert b"Normal.dotm" not in entry(made, "word/_rels/document.xml.rels")


@pytest.mark.parametrize("code", ["DDEAUTO c:\\\\windows cmd", 'INCLUDETEXT "x.docx"', "INCLUDEPICTURE http://x"])
def test_a_field_of_words_that_fetches_is_refused(code: str) -> None:
    xml = entry(starter(), BODY).decode()
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:3], code[3:]))
    assert (
        refused(rezipped(starter(), {BODY: xml.replace("</w:p>", f"{runs}</w:p>", 1).encode()})).problem
        is Problem.FETCHES
    )


def test_what_comes_out_says_nothing_of_who_made_the_template() -> None:
    document = docx.Document(BytesIO(starter()))
    document.core_properties.author = document.core_properties.last_modified_by = "Fia Formgivare"
    made = process.fill(saved(document), decided())
    properties = docx.Document(BytesIO(made)).core_properties
    assert properties.title == decided().title and properties.author == "Exempelnämnden, Exempelköping"
    assert "Formgivare" not in entry(made, "docProps/core.xml").decode() and ANNEX_MARK in entry(made, BODY).decode()


def test_every_problem_has_a_sentence() -> None:
    assert set(MESSAGES) == set(Problem)
    assert all(Unfillable(problem, "x", "y").message.count("y") for problem in Problem)
