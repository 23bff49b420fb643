"""The room's doors."""

from django.urls import path

from ledstjarna.reports.views import coverage, filing, handling, lists, outcome, routine, settings, statistics

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
    path("tackning/", coverage.coverage, name="coverage"),
    path("tackning/<int:pk>/<str:month>/inget/", coverage.nothing, name="nothing"),
    path("tackning/<int:pk>/<str:month>/angra/", coverage.undo, name="undo"),
    path("installningar/", settings.index, name="settings"),
    path("installningar/rutin/", settings.routine, name="settings_routine"),
    path("installningar/rutin/<slug:code>/", settings.step, name="settings_step"),
    path("installningar/rutin/<slug:code>/aterstall/", settings.step_restore, name="settings_restore"),
    path("installningar/ord/", settings.words, name="settings_words"),
    path("installningar/ord/bort/", settings.words_gone, name="settings_words_gone"),
    path("installningar/listor/<slug:name>/", lists.term_list, name="settings_list"),
    path("installningar/listor/<slug:name>/<slug:code>/", lists.term, name="settings_term"),
    path("installningar/listor/<slug:name>/<slug:code>/bruk/", lists.term_used, name="settings_term_used"),
]
