from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.permissions import CHAIN, PLAN_READ
from ledstjarna.ui.menu import Group, MenuEntry


class PlansConfig(AppConfig):
    name = "ledstjarna.plans"
    menu = (
        MenuEntry(_("Handlingsplan"), "plans:list", PLAN_READ, Group.PLAN),
        MenuEntry(_("Ansvar"), "plans:responsibility", PLAN_READ, Group.PLAN, order=20),
        MenuEntry(_("Kedjan"), "plans:chain", CHAIN, Group.PLAN, order=10),
    )

    unguarded = {
        "Origin.room": "a room's name out of the code",
        "Origin.ref": "a number and a key that the other room has made",
        "Version.content": "frozen from rows that the guard has seen",
        "Version.pdf": "printed from rows that the guard has seen",
        "Version.sha256": "a checksum that the code makes",
        "Masking.content": "frozen from a version, less what is covered",
        "Masking.pdf": "printed from a version, less what is covered",
        "Masking.sha256": "a checksum that the code makes",
        "Revision.before": "copied from guarded rows",
        "Revision.after": "copied from guarded rows",
        "Activity.understood": "dates and codes that the code reads out of guarded texts, and words of those texts",
        "Activity.areas": "codes of the city's terms",
        "Activity.factors": "codes of the city's terms",
        "Template.required": "codes of our own",
        "Term.code": "a slug that the code makes",
        "Step.fingerprint": "a checksum that the code makes",
        "WordTemplate.content": "a layout that the guard has read the words of",
        "WordTemplate.sha256": "a checksum that the code makes",
        "Upload.content": "every text in it passes the guard of its field before it is stored",
    }

    def ready(self) -> None:
        """Tell the log, the retention page and the timer what this room has."""
        from ledstjarna.plans import records

        records.register()
