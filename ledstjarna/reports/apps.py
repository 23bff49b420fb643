from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.permissions import FILE, TRIAGE
from ledstjarna.ui.menu import Group, MenuEntry


class ReportsConfig(AppConfig):
    name = "ledstjarna.reports"
    menu = (
        MenuEntry(_("Rapportera"), "reports:routine", FILE, Group.SITUATION),
        MenuEntry(_("Inkorg"), "reports:inbox", TRIAGE, Group.SITUATION, order=1),
    )

    unguarded = {
        "Report.measures": "codes of a closed list, checked by the service",
        "Report.code_hash": "a checksum that the code makes",
    }

    def ready(self) -> None:
        """Tell the log and the retention page what this room has."""
        from ledstjarna.reports import records, retention

        records.register()
        retention.register_all()
