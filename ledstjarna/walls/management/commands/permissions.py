"""`ledstjarna permissions [--json]`: which role may do what, and what each page asks for."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ledstjarna.walls import matrix
from ledstjarna.walls.roles import Role


class Command(BaseCommand):
    help = "Print which role holds which permission, and which permission each page asks for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(), ensure_ascii=False, indent=2))
            return
        for permission in matrix.permissions():
            marks = [
                word
                for word, on in (
                    (_("skyddat"), permission.protected),
                    (_("hela kommunen"), permission.citywide),
                    (_("alla nämnder"), permission.everywhere),
                    (_("bara den som har rollen vid kommunen"), permission.city_only),
                    (_("utan namn i loggen"), permission.traceless),
                )
                if on
            ]
            self.stdout.write(f"{permission.code}  {permission.label}  {', '.join(marks)}".rstrip())
            for role in Role:
                if role in permission.roles:
                    self.stdout.write(f"    {role.label}")
        for door in matrix.doors():
            asked = door.permission.code if door.permission else _("öppen")
            self.stdout.write(f"/{door.route}  {' '.join([asked, *_open_to(door)])}")


def _open_to(door: matrix.Door) -> list[str]:
    """The networks from which the door opens without signing in."""
    return [str(network) for network in settings.OPEN_FILING] if door.open_inside else []


def _as_data() -> dict[str, Any]:
    return {
        "permissions": [
            {
                "code": permission.code,
                "label": str(permission.label),
                "roles": [role.value for role in Role if role in permission.roles],
                "protected": permission.protected,
                "citywide": permission.citywide,
                "everywhere": permission.everywhere,
                "city_only": permission.city_only,
                "traceless": permission.traceless,
            }
            for permission in matrix.permissions()
        ],
        "doors": [
            {
                "route": door.route,
                "name": door.name,
                "permission": door.permission.code if door.permission else None,
                "open_to": _open_to(door),
            }
            for door in matrix.doors()
        ],
    }
