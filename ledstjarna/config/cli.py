"""The `ledstjarna` command."""

import os
import sys


def main() -> None:
    """Run one of the product's commands; `ledstjarna help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ledstjarna.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ledstjarna", *sys.argv[1:]])


if __name__ == "__main__":
    main()
