from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.reports.permissions import COVERAGE, DISCLOSURES, FILE, SETTINGS, STATISTICS, TRIAGE
from ledstjarna.ui.menu import Group, MenuEntry


class ReportsConfig(AppConfig):
    name = "ledstjarna.reports"
    menu = (
        MenuEntry(_("Rapportera"), "reports:routine", FILE, Group.SITUATION),
        MenuEntry(_("Inkorg"), "reports:inbox", TRIAGE, Group.SITUATION, order=1),
        MenuEntry(_("Täckning"), "reports:coverage", COVERAGE, Group.SITUATION, order=2),
        MenuEntry(_("Statistik"), "reports:statistics", STATISTICS, Group.SITUATION, order=3),
        MenuEntry(_("Inställningar för rapporter"), "reports:settings", SETTINGS, Group.ORDER, order=40),
        MenuEntry(_("Utlämnanden"), "reports:disclosures", DISCLOSURES, Group.SITUATION, order=5),
    )

    unguarded = {
        "Report.measures": "codes of a closed list, checked by the service",
        "Report.handled_with": "codes of a closed list, checked by the service",
        "Report.code_hash": "a checksum that the code makes",
        "Report.kind": "a code of the year's list, checked by the service",
        "Report.environment": "a code of the year's list, checked by the service",
        "Report.district": "a code of the year's list, checked by the service",
        "Contact.sealed": "encrypted; how the reporter, who asks for it, wants to be reached; gone when it is closed",
        "Disclosure.ground": "a code of a closed list, checked by the service",
        "Disclosure.what": "a code of a closed list, checked by the service",
        "Term.code": "a code of a list, checked by the service",
        "RoutineText.step": "a code of a closed list, checked by the service",
        "RoutineText.link": "the municipality's own address on the net",
        "OwnWord.word": "words the guard itself reads, among them school classes",
        "CityFigures.shown": "numbers under codes of lists, counted from reports",
        "Tally.environment": "a code of a list, counted from reports",
        "Tally.kind": "a code of a list, counted from reports",
    }

    def ready(self) -> None:
        """Tell the log and the retention page what this room has."""
        from ledstjarna.operations import timer
        from ledstjarna.reports import city, preserved, records, retention, services, tries, words
        from ledstjarna.texts import guard, keys

        records.register()
        retention.register_all()
        preserved.register_all()
        keys.register_resealer("contacts", services.contacts_reseal)
        guard.register_own(words.own_words)
        timer.register(timer.Duty("reports.remind", timedelta(minutes=30), services.remind))
        timer.register(timer.Duty("reports.tries", timedelta(minutes=1), tries.forget))
        timer.register(timer.Duty("reports.city", timedelta(hours=1), city.make))
