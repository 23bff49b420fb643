from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "ledstjarna.operations"

    def ready(self) -> None:
        from ledstjarna.operations import jobs, mail, timer
        from ledstjarna.operations.permissions import OUTBOX
        from ledstjarna.ui.menu import Group, MenuEntry

        self.menu = (MenuEntry(_("Utgående e-post"), "operations:outbox", OUTBOX, Group.ORDER, order=80),)
        timer.register(timer.Duty("mail", timedelta(seconds=15), mail.deliver_due))
        timer.register(timer.Duty("rescue", timedelta(minutes=1), jobs.rescue))
