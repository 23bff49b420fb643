from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "ledstjarna.surveys"
