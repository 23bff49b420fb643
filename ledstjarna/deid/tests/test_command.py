"""The filter: JSON lines in, places of personal data out, and faults that tell nothing of the text."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledstjarna.deid import Own
from ledstjarna.deid.command import BAD_INPUT, Fault, answer, read_own, run

ROOT = Path(__file__).resolve().parents[3]


def filtered(text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """The command as one runs it, in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ledstjarna.deid", *options],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_each_line_gets_its_answer_with_offsets_in_code_points() -> None:
    texts = ["😀 bor på Lindvägen 14", "inget alls", "tel 070-174 06 05"]
    lines = [json.dumps({"id": number, "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
    done = filtered("\n".join([*lines, ""]), "--jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert answers == [
        {"id": 0, "spans": [{"start": 9, "end": 21, "label": "ADDRESS", "hard": True}]},
        {"id": 1, "spans": []},
        {"id": 2, "spans": [{"start": 4, "end": 17, "label": "PHONE", "hard": True}]},
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "Lindvägen 14",
        '{"id": 1}',
        '{"text": "Lindvägen 14"}',
        '{"id": 1, "text": 14}',
        '["Lindvägen 14"]',
        "[" * 99_999,
    ],
)
def test_a_bad_line_ends_with_its_number_and_never_its_text(bad: str) -> None:
    done = filtered(f'{{"id": 0, "text": "hej"}}\n{bad}\n', "--jsonl")
    assert done.returncode == BAD_INPUT
    assert done.stdout == '{"id": 0, "spans": []}\n'
    assert done.stderr.startswith("Rad 2 gick inte att läsa.")
    assert "Lindvägen" not in done.stderr


def test_no_database_and_no_web_framework_is_loaded() -> None:
    asked = "import sys, ledstjarna.deid.command; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "False\n"


def test_a_line_is_answered_before_the_next_is_read() -> None:
    out = io.BytesIO()
    seen: list[int] = []

    def slowly() -> Iterator[bytes]:
        for line in (b'{"id": 1, "text": "a"}\n', b"\n", b'{"id": 2, "text": "b"}\n'):
            seen.append(out.getvalue().count(b"\n"))
            yield line

    run(slowly(), out, Own())
    assert seen == [0, 1, 1]


def test_own_words_are_read_and_folded(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('{"known": ["Solrosen"], "held": ["8B"]}', encoding="utf-8")
    assert read_own(path) == Own(known=frozenset({"solrosen"}), held=frozenset({"8b"}))
    assert filtered('{"id": 1, "text": "hej"}', "--jsonl", "--own", str(path)).returncode == 0


@pytest.mark.parametrize("content", [None, "", "[]", '{"known": "Solrosen"}', '{"held": [1]}'])
def test_a_file_of_own_words_that_cannot_be_read_is_said_so(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "own.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(Fault, match="egna ord"):
        read_own(path)


def test_a_text_of_lone_surrogates_is_answered() -> None:
    assert json.loads(answer(b'{"id": "a", "text": "\\ud800 hej"}', 1, Own())) == {"id": "a", "spans": []}
