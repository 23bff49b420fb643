from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "ledstjarna.situation"
