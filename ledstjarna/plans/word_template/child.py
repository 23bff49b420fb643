"""The process that fills one template in: JSON on stdin and stdout, nothing on stderr. Knows no settings."""

import base64
import io
import json
import logging
import resource
import sys
from contextlib import suppress
from typing import Any

import docx

from ledstjarna.documents.uploads.ole import OLE
from ledstjarna.documents.uploads.process import limit_resources

from .filling import filled
from .model import Problem, Unfillable

MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 10
WORDS = (
    "{% for t in [titel] %}"
    "{% if t == 'å\\n' and 1.5 > 1 %}{{ t|upper }}{% elif t %}{{ loop.index }}{% endif %}{% endfor %}",
    "{% set nämnd = [1, 2]|join(', ') %}{% macro m(a) %}{{ a }}{% endmacro %}{{ m(nämnd) }}{{ {'a': 1}.a }}{# x #}",
    *("{{ annat }}", "{{ titel.annat }}", "{{ titel", "{% if %}", "{% x %}", "{{ titel.__class__ }}", "{{ 2 ** 2 }}"),
)  # fmt: skip
PLAIN = {"title": "", "subject": "", "author": "", "language": "sv", "date": "2000-01-01"}
MAX_MADE = 20 * 1024 * 1024


def warm_up() -> None:
    """Let every library import what it imports when first needed, when all goes well and when it does not."""
    with suppress(Unfillable):
        filled(OLE, {}, PLAIN)
    for words in WORDS:
        file = docx.Document()
        for place in (file, file.sections[0].header, file.sections[0].footer):
            place.add_paragraph(words)
        saved = io.BytesIO()
        file.save(saved)
        with suppress(Unfillable):
            filled(saved.getvalue(), {"titel": "Plan"}, PLAIN)


def shut_doors() -> None:
    """From here on no file is opened and no process begun: all that is needed is read and imported."""
    for kind, limit in ((resource.RLIMIT_NOFILE, 3), (resource.RLIMIT_NPROC, 0)):
        resource.setrlimit(kind, (limit, limit))


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The document and its text, or what is wrong with the template. Never raises."""
    try:
        made, text = filled(base64.b64decode(asked["template"]), asked["context"], asked["properties"])
    except Unfillable as fault:
        return {"problem": fault.problem, "name": fault.name, "where": fault.where}
    except (MemoryError, RecursionError):
        return {"problem": Problem.TOO_HEAVY}
    except Exception:
        return {"problem": Problem.BROKEN}
    if len(made) > MAX_MADE:
        return {"problem": Problem.TOO_HEAVY}
    return {"file": base64.b64encode(made).decode(), "text": text}


def main() -> None:
    limit_resources(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
    logging.disable()
    asked = json.loads(sys.stdin.buffer.read())
    warm_up()
    shut_doors()
    sys.stdout.write(json.dumps(answer(asked)))


if __name__ == "__main__":
    main()
