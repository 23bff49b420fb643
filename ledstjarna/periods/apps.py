from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    name = "ledstjarna.periods"
    unguarded = {"Period.code": "capitals and digits alone, at most twelve"}
