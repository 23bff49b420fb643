from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.periods.permissions import PERIODS_READ
from ledstjarna.ui.menu import Group, MenuEntry


class PeriodsConfig(AppConfig):
    name = "ledstjarna.periods"
    menu = (MenuEntry(_("Perioder"), "periods:now", PERIODS_READ, Group.PLAN, order=50),)

    unguarded = {"Period.code": "capitals and digits alone, at most twelve"}

    def ready(self) -> None:
        """Tell the log and the retention page what this room has."""
        from ledstjarna.periods import records

        records.register()
