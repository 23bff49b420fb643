from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.situation.permissions import READ
from ledstjarna.ui.menu import Group, MenuEntry


class SituationConfig(AppConfig):
    name = "ledstjarna.situation"
    menu = (MenuEntry(_("Lägesbild"), "situation:list", READ, Group.SITUATION, order=10),)

    unguarded = {
        "Picture.content": "frozen from rows that the guard has seen, and numbers",
        "Picture.pdf": "printed from rows that the guard has seen, and numbers",
        "Picture.sha256": "a checksum that the code makes",
        "Finding.figures": "codes of figures out of a list",
    }

    def ready(self) -> None:
        """Tell the log and the retention page what this room has, and the reports which of them a picture counts."""
        from ledstjarna.reports import pictures
        from ledstjarna.situation import records, retention, selectors

        records.register()
        pictures.register(selectors.published_since)
        retention.register_all()
