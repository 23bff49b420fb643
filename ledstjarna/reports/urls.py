"""The room's doors."""

from django.urls import path

from ledstjarna.reports.views import (
    around,
    disclosures,
    filing,
    handling,
    handover,
    inbox,
    outcome,
    routine,
    same_event,
)

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
    path("inkorg/", inbox.inbox, name="inbox"),
    path("inkorg/<int:pk>/", handling.report, name="report"),
    path("inkorg/<int:pk>/fraga/", around.ask, name="ask"),
    path("inkorg/<int:pk>/fraga/ta-tillbaka/", around.withdraw, name="withdraw"),
    path("inkorg/<int:pk>/orosanmalan/", around.concern, name="concern"),
    path("inkorg/<int:pk>/kontakt/", around.contact, name="contact"),
    path("inkorg/<int:pk>/information/", around.share, name="share"),
    path("inkorg/<int:pk>/samma-handelse/", same_event.same_event, name="same_event"),
    path("inkorg/<int:pk>/handlaggare/", handover.handler, name="handler"),
    path("inkorg/<int:pk>/jav/", handover.recuse, name="recuse"),
    path("utlamnanden/", disclosures.listing, name="disclosures"),
    path("utlamnanden/nytt/", disclosures.record, name="disclosure_new"),
    path("utlamnanden/<int:pk>/", disclosures.disclosure, name="disclosure"),
]
