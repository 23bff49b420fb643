"""The room's doors."""

from django.urls import path

from ledstjarna.plans.models import Activity, Section
from ledstjarna.plans.views import (
    chain,
    decisions,
    drafts,
    edit,
    exports,
    imports,
    pages,
    parties,
    responsibility,
    work,
)

app_name = "plans"
ITEMS = (("avsnitt", "section", Section), ("aktivitet", "activity", Activity))

urlpatterns = [
    path("", pages.plan_list, name="list"),
    path("ny/", drafts.create, name="create"),
    path("inlasning/", imports.upload, name="import"),
    path("inlasning/<uuid:upload_id>/", imports.preview, name="preview"),
    path("ansvar/", responsibility.responsibility, name="responsibility"),
    path("kedjan/", chain.overview, name="chain"),
    path("slutsats/<uuid:key>/", chain.finding_activities, name="finding_activities"),
    path("slutsats/<uuid:key>/aktivitet/", chain.activity_for, name="activity_for"),
    path("<int:pk>/", pages.plan, name="plan"),
    path("<int:pk>/export/<slug:fmt>/", exports.plan, name="export"),
    path("<int:pk>/version/<int:number>/", pages.version, name="version"),
    path("<int:pk>/version/<int:number>/export/<slug:fmt>/", exports.version, name="version_export"),
    path("<int:pk>/revidera/", decisions.revise, name="revise"),
    path("<int:pk>/historik/", pages.history, name="history"),
    path("<int:pk>/historik/<uuid:key>/", pages.history, name="item_history"),
    path("<int:pk>/utkast/", pages.draft, name="draft"),
    path("<int:pk>/utkast/export/<slug:fmt>/", exports.draft, name="draft_export"),
    path("<int:pk>/utkast/rubrik/", drafts.rename, name="rename"),
    path("<int:pk>/utkast/lamna/", drafts.release, name="release"),
    path("<int:pk>/utkast/ta-tillbaka/", drafts.withdraw, name="withdraw"),
    path("<int:pk>/utkast/ta-bort/", drafts.discard, name="discard"),
    path("<int:pk>/utkast/beslut/", decisions.decide, name="decide"),
    path("<int:pk>/utkast/avsnitt/", edit.section_add, name="section_add"),
    path("avsnitt/<int:pk>/aktivitet/", edit.activity_add, name="activity_add"),
    path("<int:pk>/aktivitet/<uuid:key>/", work.activity, name="activity_page"),
    path("aktivitet/<int:pk>/lage/", work.status, name="status"),
    path("aktivitet/<int:pk>/tillfalle/", work.occurrence_add, name="occurrence_add"),
    path("tillfalle/<int:pk>/", work.occurrence, name="occurrence"),
    path("tillfalle/<int:pk>/klart/", work.occurrence_done, name="occurrence_done"),
    path("tillfalle/<int:pk>/flytta/", work.occurrence_move, name="occurrence_move"),
    path("aktivitet/<int:pk>/indikator/", work.indicator_add, name="indicator_add"),
    path("indikator/<int:pk>/", work.indicator, name="indicator"),
    path("indikator/<int:pk>/ta-bort/", work.indicator_remove, name="indicator_remove"),
    path("<int:pk>/granskning/", pages.checks, name="checks"),
    path("medverkan/", parties.asked, name="asked"),
    path("aktivitet/<int:pk>/medverkan/", parties.add, name="party_add"),
    path("medverkan/<int:pk>/", parties.answer, name="party"),
    path("medverkan/<int:pk>/notera/", parties.answer_noted, name="party_noted"),
    path("medverkan/<int:pk>/ta-bort/", parties.remove, name="party_remove"),
]
for word, name, model in ITEMS:
    urlpatterns += [
        path(f"{word}/<int:pk>/", edit.item, {"model": model}, name=name),
        path(f"{word}/<int:pk>/flytta/", edit.move, {"model": model}, name=f"{name}_move"),
        path(f"{word}/<int:pk>/ta-bort/", edit.remove, {"model": model}, name=f"{name}_remove"),
        path(f"{word}/<int:pk>/ta-tillbaka/", edit.restore, {"model": model}, name=f"{name}_restore"),
    ]
