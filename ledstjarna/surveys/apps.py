from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.permissions import ANSWER, RELEASED, ROUNDS
from ledstjarna.ui.menu import Group, MenuEntry


class SurveysConfig(AppConfig):
    name = "ledstjarna.surveys"

    menu = (
        MenuEntry(_("Enhetens enkät"), "surveys:mine", ANSWER, Group.SITUATION, 20),
        MenuEntry(_("Enkäter"), "surveys:rounds", ROUNDS, Group.SITUATION, 21),
        MenuEntry(_("Enkäter i staden"), "surveys:released", RELEASED, Group.SITUATION, 22),
    )

    unguarded = {
        "Question.key": "a slug of letters without accents, digits and underscores",
        "Question.options": "answers to choose among; the services hold each of them against the guard",
        "Question.condition": "a question's key and codes of its answers",
        "Answer.value": "a code out of the question's own answers",
        "AnswerImport.sealed": "an uploaded file, sealed and gone within a day; its texts meet the guard",
        "AnswerImport.sha256": "a checksum",
    }

    def ready(self) -> None:
        """Tell the log, the retention page and the timer what this room has."""
        from ledstjarna.surveys import records, services
        from ledstjarna.texts import keys

        keys.register_resealer("survey answers", services.imports_reseal)
        records.register()
