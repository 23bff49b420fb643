from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "ledstjarna.operations"
