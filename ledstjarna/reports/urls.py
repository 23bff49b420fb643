"""The room's doors."""

from django.urls import path

from ledstjarna.reports.views import filing, handling, outcome, routine, statistics

app_name = "reports"

urlpatterns = [
    path("", routine.start, name="routine"),
    path("rutin/<int:number>/", routine.step, name="step"),
    path("rutin/<int:number>/rad/", routine.advice, name="advice"),
    path("rutin/utskrift/", routine.poster, name="poster"),
    path("enhet/", filing.unit, name="unit"),
    path("ny/", filing.file, name="file"),
    path("markera/", filing.mark, name="mark"),
    path("kvitto/", filing.receipt, name="receipt"),
    path("svar/", outcome.outcome, name="outcome"),
    path("inkorg/", handling.inbox, name="inbox"),
    path("inkorg/<int:pk>/", handling.report, name="report"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/<int:pk>/<int:year>/<slug:fmt>/", statistics.export_file, name="export"),
]
