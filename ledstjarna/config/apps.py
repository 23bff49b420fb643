from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "ledstjarna.config"
