"""The room's doors."""

from django.urls import path

from ledstjarna.reports.views import filing, handling, statistics

app_name = "reports"

urlpatterns = [
    path("", filing.routine, name="routine"),
    path("ny/", filing.file, name="file"),
    path("kvitto/", filing.receipt, name="receipt"),
    path("svar/", filing.outcome, name="outcome"),
    path("inkorg/", handling.inbox, name="inbox"),
    path("inkorg/<int:pk>/", handling.report, name="report"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/<int:pk>/<int:year>/<slug:fmt>/", statistics.export_file, name="export"),
]
