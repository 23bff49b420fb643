from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ledstjarna.reports"

    unguarded = {
        "Report.measures": "codes of a closed list, checked by the service",
        "Report.code_hash": "a checksum that the code makes",
    }

    def ready(self) -> None:
        """Tell the log and the retention page what this room has."""
        from ledstjarna.reports import records, retention

        records.register()
        retention.register_all()
