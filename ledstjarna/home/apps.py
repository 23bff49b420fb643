from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "ledstjarna.home"

    def ready(self) -> None:
        from ledstjarna.ui.menu import Group, MenuEntry
        from ledstjarna.walls.permission import SIGNED_IN

        self.menu = (MenuEntry(_("Hem"), "home:start", SIGNED_IN, Group.HOME),)
