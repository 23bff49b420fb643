"""Menu entries are declared by the rooms' app configs and gathered here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.permission import Holder, Permission


class Group(IntEnum):
    """Headings of the menu in their order."""

    HOME = 0
    SITUATION = 1
    PLAN = 2
    WORK = 3
    ORDER = 4


GROUP_LABELS: dict[Group, str | Promise] = {
    Group.HOME: "",
    Group.SITUATION: _("Läget"),
    Group.PLAN: _("Planen"),
    Group.WORK: _("Arbetet"),
    Group.ORDER: _("Ordning"),
}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One door in the menu; shown to those who hold `permission`."""

    label: str | Promise
    url_name: str
    permission: Permission
    group: Group
    order: int = 0


def entries_for(user: Holder) -> list[MenuEntry]:
    """The entries the user may open, in order. Reads the app configs' `menu` attributes."""
    found = [entry for app in apps.get_app_configs() for entry in getattr(app, "menu", ())]
    return sorted((e for e in found if user.may(e.permission)), key=lambda e: (e.group, e.order))
