from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.permissions import ANSWER, ROUNDS
from ledstjarna.ui.menu import Group, MenuEntry


class SurveysConfig(AppConfig):
    name = "ledstjarna.surveys"

    menu = (
        MenuEntry(_("Enhetens enkät"), "surveys:mine", ANSWER, Group.SITUATION, 20),
        MenuEntry(_("Enkäter"), "surveys:rounds", ROUNDS, Group.SITUATION, 21),
    )

    unguarded = {"Question.key": "a slug out of the code's own list of questions"}

    def ready(self) -> None:
        """Tell the log, the retention page and the timer what this room has."""
        from ledstjarna.surveys import records

        records.register()
