from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui.menu import Group, MenuEntry


class AccountsConfig(AppConfig):
    name = "ledstjarna.accounts"

    @property
    def menu(self) -> tuple[MenuEntry, ...]:
        """The doors of the room; read when the apps are ready, since permissions name roles."""
        from ledstjarna.accounts import permissions

        return (
            MenuEntry(_("Organisation"), "accounts:tree", permissions.SEE_UNITS, Group.ORDER, 10),
            MenuEntry(_("Obesatta roller"), "accounts:vacancies", permissions.SEE_VACANCIES, Group.ORDER, 20),
            MenuEntry(_("Personer"), "accounts:people", permissions.PEOPLE, Group.ORDER, 30),
            MenuEntry(_("Behörigheter"), "accounts:permissions", permissions.SEE_PERMISSIONS, Group.ORDER, 40),
        )

    def ready(self) -> None:
        from ledstjarna.accounts import log
        from ledstjarna.accounts.signin.adapters import reseal_secrets
        from ledstjarna.texts import keys

        keys.register_resealer("second factors", reseal_secrets)
        log.register()
