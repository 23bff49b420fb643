from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "ledstjarna.audit"
    unguarded = {
        "Segment.opening_hash": "a checksum of the chain",
        "Segment.head_hash": "a checksum of the chain",
        "Entry.action": "a code from the program",
        "Entry.kind": "a code from the program",
        "Entry.ids": "numbers of rows",
        "Entry.facts": "numbers and short codes, checked by chain.checked_facts",
        "Entry.prev_hash": "a checksum of the chain",
        "Entry.hash": "a checksum of the chain",
        "Nameless.action": "a code from the program",
        "SegmentRemoval.first_hash": "a checksum of the chain",
        "SegmentRemoval.last_hash": "a checksum of the chain",
        "RetentionDecision.rule": "a code from the program",
        "RetentionRun.removed": "numbers by rule code",
        "Tombstone.kind": "a code from the program",
        "Tombstone.rule": "a code from the program",
    }

    def ready(self) -> None:
        from ledstjarna.audit import names, own_rules
        from ledstjarna.audit.permissions import REVIEW, SEE_RETENTION
        from ledstjarna.ui.menu import Group, MenuEntry

        self.menu = (
            MenuEntry(_("Logg"), "audit:log", REVIEW, Group.ORDER, order=50),
            MenuEntry(_("Gallring"), "audit:retention", SEE_RETENTION, Group.ORDER, order=60),
        )
        names.register("entry", None, label=_("rad i loggen"))
        names.register("review", None, label=_("granskning av loggen"))
        names.register("segment", None, label=_("loggens år"))
        own_rules.register_all()
