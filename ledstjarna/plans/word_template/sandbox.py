"""The language of a template: the fields, for and if, and a few filters. Nothing in it reaches the program."""

import re
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from .model import Problem, Unfillable

ALLOWED_FILTERS: Final = (
    "capitalize", "count", "d", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper",
)  # fmt: skip
_UNKNOWN: Final = re.compile(r"^'([^']+)' is undefined|has no attribute '([^']+)'|has no element (\S+)")
_TAG: Final = re.compile(r"unknown tag '([^']+)'|No (?:filter|test) named '([^']+)'")
_UNCLOSED: Final = re.compile(r"Unexpected end of template|unknown tag '(?:end\w+|elif|else)'|Missing end of")


class Closed(ImmutableSandboxedEnvironment):
    """No globals, few filters, no arithmetic that can grow, and every value written as literal text."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=literal)
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in ALLOWED_FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what could fill the memory; the width of a merged cell may be multiplied."""
        if operator == "*" and isinstance(left, int) and isinstance(right, int):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(operator)


def literal(value: Any) -> Markup:
    """The value as text in XML, whatever a template says of escaping; its braces are no tags to anyone after us."""
    if isinstance(value, Markup):
        return value
    written = str(escape(str(value)))
    return Markup(written.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 (escaped above)


def unfillable(error: Exception, where: str) -> Unfillable:
    """What a template's fault is, in our words."""
    if isinstance(error, SecurityError):
        return Unfillable(Problem.FORBIDDEN, where=where)
    if isinstance(error, UndefinedError) and (found := _UNKNOWN.search(str(error))):
        return Unfillable(Problem.UNKNOWN_FIELD, next(filter(None, found.groups())), where)
    if isinstance(error, TemplateSyntaxError):
        return _misspelt(str(error.message), where)
    if isinstance(error, MemoryError | RecursionError | OverflowError):
        return Unfillable(Problem.TOO_HEAVY)
    is_ours = isinstance(error, TemplateError | TypeError)
    return Unfillable(Problem.MISSPELT, where=where) if is_ours else Unfillable(Problem.BROKEN)


def _misspelt(said: str, where: str) -> Unfillable:
    if _UNCLOSED.search(said):
        return Unfillable(Problem.UNCLOSED, where=where)
    if found := _TAG.search(said):
        return Unfillable(Problem.UNKNOWN_TAG, next(filter(None, found.groups())), where)
    return Unfillable(Problem.MISSPELT, where=where)
