from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "ledstjarna.surveys"

    unguarded = {"Question.key": "a slug out of the code's own list of questions"}

    def ready(self) -> None:
        """Tell the log, the retention page and the timer what this room has."""
        from ledstjarna.surveys import records

        records.register()
