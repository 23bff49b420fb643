from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "ledstjarna.operations"
    unguarded = {
        "Job.kind": "a code from the register of kinds",
        "Job.key": "made by the code from a kind and an id",
        "Job.fault": "the name of an exception class",
        "OutgoingMail.recipient": "the address of an account, from its own row",
        "OutgoingMail.subject": "written by the product, not by people",
        "OutgoingMail.sealed": "ciphertext under the keys of texts",
        "OutgoingMail.fault": "the name of an exception class",
        "Tick.duty": "a code from the register of duties",
    }

    def ready(self) -> None:
        from ledstjarna.audit import actions, names, retention, services
        from ledstjarna.operations import jobs, mail, timer, writeahead
        from ledstjarna.operations.permissions import OUTBOX
        from ledstjarna.operations.retention import RULES
        from ledstjarna.texts import keys
        from ledstjarna.ui.menu import Group, MenuEntry

        self.menu = (MenuEntry(_("Utgående brev"), "operations:outbox", OUTBOX, Group.ORDER, order=80),)
        timer.register(timer.Duty("mail", timedelta(seconds=15), mail.deliver_due))
        timer.register(timer.Duty("rescue", timedelta(minutes=1), jobs.rescue))
        timer.register(timer.Duty("retention", timedelta(days=1), retention.run))
        timer.register(timer.Duty("seal", timedelta(hours=1), services.seal))
        timer.register(timer.Duty("writeahead", timedelta(minutes=1), writeahead.empty))
        for rule in RULES:
            retention.register(rule)
        keys.register_resealer("mails", mail.reseal_waiting)
        names.register("mail", None, label=_("brev"))
        actions.register("mail.retry", _("skickade ett brev igen"))
        actions.register("backup.made", _("gjorde en säkerhetskopia"))
        actions.register("backup.restored", _("lade tillbaka en säkerhetskopia"))
