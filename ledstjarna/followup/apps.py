from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.followup.permissions import READ, REPORT
from ledstjarna.ui.menu import Group, MenuEntry


class FollowupConfig(AppConfig):
    name = "ledstjarna.followup"
    menu = (
        MenuEntry(_("Uppföljning"), "followup:mine", REPORT, Group.PLAN, order=20),
        MenuEntry(_("Årshjul"), "followup:wheel", READ, Group.PLAN, order=30),
        MenuEntry(_("Staden"), "followup:city", READ, Group.PLAN, order=40),
    )

    def ready(self) -> None:
        """Tell the log and the retention page what this room has."""
        from ledstjarna.followup import records

        records.register()
