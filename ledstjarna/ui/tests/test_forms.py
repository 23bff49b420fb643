import re
from uuid import UUID, uuid4

from django import forms
from django.template import Context, Template, engines
from django.test import RequestFactory

from ledstjarna.ui.forms import Chips, ChipsMultiple, DateInput, once_of


class Sample(forms.Form):
    title = forms.CharField(label="Rubrik", help_text="Kort.", max_length=10)
    day = forms.DateField(label="Dag", widget=DateInput(), required=False)
    when = forms.ChoiceField(label="När?", widget=Chips(), choices=[("a", "Nu"), ("b", "Sedan")])
    what = forms.MultipleChoiceField(label="Vad?", widget=ChipsMultiple(), choices=[("x", "<Hot>")], required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea(), max_length=400, required=False)
    secret = forms.CharField(widget=forms.HiddenInput())


def drawn(form: forms.Form | None, tag: str = '<c-form :form="form" submit="Spara" cancel="/x/" />') -> str:
    """The form as the component draws it."""
    from django_cotton.compiler_regex import CottonCompiler

    source = CottonCompiler().process(tag)
    template = engines["django"].from_string(source)
    return str(template.render({"form": form}, RequestFactory().get("/")))


def number(html: str) -> UUID:
    found = re.search(r'name="once" value="([^"]+)"', html)
    assert found
    return UUID(found.group(1))


def test_each_drawing_of_a_new_form_has_a_number_of_its_own() -> None:
    assert number(drawn(Sample())) != number(drawn(Sample()))


def test_a_form_shown_again_keeps_its_number_and_its_text() -> None:
    once = uuid4()
    html = drawn(Sample({"once": str(once), "title": "Alltför lång rubrik"}))
    assert number(html) == once
    assert 'value="Alltför lång rubrik"' in html


def test_a_number_that_is_none_is_replaced() -> None:
    assert number(drawn(Sample({"once": "<script>"})))
    assert once_of(RequestFactory().post("/", {"once": "<script>"})) is None
    assert once_of(RequestFactory().post("/")) is None


def test_a_button_alone_can_be_a_form() -> None:
    html = drawn(None, '<c-form action="/x/" submit="Godkänn" variant="danger" />')
    assert number(html)
    assert 'action="/x/"' in html and 'data-color="danger"' in html


def test_the_summary_links_to_each_field_that_needs_mending() -> None:
    html = drawn(Sample({"title": "", "secret": ""}))
    links = re.findall(r'<a href="#([^"]+)">', html)
    assert links == ["id_title", "id_when_0"]
    assert all(f'id="{link}"' in html for link in links)
    assert "När? " in html and "Rubrik: " in html


def test_the_error_stands_beside_its_field_and_is_tied_to_it() -> None:
    html = drawn(Sample({"title": ""}))
    field = re.search(r'<input type="text" name="title"[^>]*>', html)
    assert field
    assert 'aria-invalid="true"' in field.group()
    assert 'aria-describedby="id_title_helptext id_title_error"' in field.group()
    assert 'id="id_title_helptext"' in html and 'id="id_title_error"' in html


def test_optional_fields_say_so_in_words_and_a_list_filter_does_not() -> None:
    assert drawn(Sample()).count("(frivilligt)") == 3
    assert "(frivilligt)" not in drawn(Sample(), '<c-filter :form="form" />')


def test_chips_are_real_buttons_and_their_labels_are_escaped() -> None:
    html = drawn(Sample())
    assert html.count('<input type="radio"') == 2
    assert '<input type="checkbox" name="what"' in html
    assert "&lt;Hot&gt;" in html and "<Hot>" not in html


def test_a_long_text_says_how_much_it_may_hold() -> None:
    assert "Högst 400 tecken" in drawn(Sample())


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    class WithFile(forms.Form):
        file = forms.FileField()

    assert 'enctype="multipart/form-data"' in drawn(WithFile())
    assert "enctype" not in drawn(Sample())


def test_attributes_handed_on_are_escaped_and_others_are_dropped() -> None:
    hostile = Sample(initial={"title": '"><script>'})
    html = drawn(hostile, '<c-card :data-note="form.title.value" onclick="alert()" id="kort">x</c-card>')
    assert 'data-note="&quot;&gt;&lt;script&gt;"' in html
    assert "onclick" not in html and 'id="kort"' in html


def test_the_mini_format_becomes_paragraphs_and_lists_and_nothing_else() -> None:
    text = "Ett <b>stycke</b>.\nRad två.\n\n- ett\n- två\n\n\n"
    html = Template("{% load ui %}{{ text|plaintext_blocks }}").render(Context({"text": text}))
    assert html == "<p>Ett &lt;b&gt;stycke&lt;/b&gt;.<br>Rad två.</p>\n<ul><li>ett</li><li>två</li></ul>"
