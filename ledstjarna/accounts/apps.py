from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui.menu import Group, MenuEntry


class AccountsConfig(AppConfig):
    name = "ledstjarna.accounts"
    unguarded = {
        "Unit.name": "the name of a place in the organisation",
        "Unit.code": "the municipality's own code",
        "Unit.sort_key": "made from the name",
        "Unit.fold_key": "made from the name",
        "User.password": "a hash",
        "User.name": "the person's own name: an account is a person",
        "User.email": "the person's own address at work",
        "User.sort_key": "made from the name",
        "User.fold_key": "made from name and address",
        "Assignment.function": "the name of a function, written by an administrator",
        "PasswordTries.key": "a keyed hash",
        "PasswordTries.times": "points in time",
        "OrganisationImport.name": "a file's name, gone within a day",
        "OrganisationImport.data": "an uploaded file as it is, gone within a day",
        "OrganisationImport.sha256": "a checksum",
    }

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
        from ledstjarna.accounts import log, retention
        from ledstjarna.accounts.intake import job
        from ledstjarna.accounts.signin.adapters import reseal_secrets
        from ledstjarna.operations import jobs
        from ledstjarna.texts import keys

        jobs.register(job.KIND)
        keys.register_resealer("second factors", reseal_secrets)
        log.register()
        retention.register()
