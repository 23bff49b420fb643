"""For tests: what all tests of a module begin with is built once, and each of them has it fresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from typing import Any, TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

Built = TypeVar("Built")
_open: list[ExitStack] = []


def once_for_the_module(build: Callable[[], Built], blocker: DjangoDbBlocker) -> Iterator[Built]:
    """The body of a fixture of a module: build in a transaction around its tests, which is undone after them."""
    with ExitStack() as stack:
        stack.enter_context(blocker.unblock())
        stack.enter_context(transaction.atomic())
        stack.callback(transaction.set_rollback, True)
        _open.append(stack)
        yield build()
        if stack in _open:
            _open.remove(stack)


def fixtures(build: Callable[[], Built]) -> tuple[Any, Any]:
    """Two fixtures for a conftest: the one of the module, to be called `_built`, and each test's own copy of it."""

    @pytest.fixture(scope="module")
    def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
        yield from once_for_the_module(build, django_db_blocker)

    @pytest.fixture
    def own(_built: Built, db: None) -> Built:
        return deepcopy(_built)

    return _built, own


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test with transactions of its own, which comes after the others of its module, finds none open."""
    marker = item.get_closest_marker("django_db")
    while marker and marker.kwargs.get("transaction") and _open:
        _open.pop().close()
