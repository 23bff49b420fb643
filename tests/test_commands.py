"""The command line speaks English to those who run the product: every command and every argument."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest
from django.core.management import BaseCommand, get_commands, load_command_class

OURS = sorted((name, str(app)) for name, app in get_commands().items() if str(app).startswith("ledstjarna."))
DJANGOS = {action.dest for action in BaseCommand().create_parser("ledstjarna", "any")._actions}


def _helps(parser: ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)
            for inner in action.choices.values():
                yield from _helps(inner)
        elif action.dest not in DJANGOS:
            yield action.help or ""


@pytest.mark.parametrize(("name", "app"), OURS)
def test_a_command_and_its_arguments_are_explained_in_english(name: str, app: str) -> None:
    command = load_command_class(app, name)
    for words in (command.help, *_helps(command.create_parser("ledstjarna", name))):
        assert words and type(words) is str
        assert words.replace("Stjärnvik", "").isascii(), words
