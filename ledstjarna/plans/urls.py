"""The room's doors."""

from django.urls import path

from ledstjarna.plans.models import Activity, Section
from ledstjarna.plans.views import (
    chain,
    decisions,
    drafts,
    edit,
    editorial,
    exports,
    imports,
    masking,
    pages,
    partners,
    remarks,
    steps,
)

app_name = "plans"
ITEMS = (("avsnitt", "section", Section), ("aktivitet", "activity", Activity))

urlpatterns = [
    path("", pages.plan_list, name="list"),
    path("ny/", drafts.create, name="create"),
    path("inlasning/", imports.upload, name="import"),
    path("inlasning/<uuid:upload_id>/", imports.preview, name="preview"),
    path("kedjan/", chain.overview, name="chain"),
    path("slutsats/<uuid:key>/", chain.finding_activities, name="finding_activities"),
    path("slutsats/<uuid:key>/aktivitet/", chain.activity_for, name="activity_for"),
    path("<int:pk>/", pages.plan, name="plan"),
    path("<int:pk>/export/<slug:fmt>/", exports.plan, name="export"),
    path("<int:pk>/version/<int:number>/", pages.version, name="version"),
    path("<int:pk>/version/<int:number>/export/<slug:fmt>/", exports.version, name="version_export"),
    path("<int:pk>/version/<int:number>/maska/", masking.mask, name="mask"),
    path(
        "<int:pk>/version/<int:number>/maskad/<int:masking>/<slug:fmt>/",
        masking.masking,
        name="masking",
    ),
    path(
        "<int:pk>/version/<int:number>/tjansteutlatande/<slug:fmt>/",
        exports.version_statement,
        name="version_statement",
    ),
    path("<int:pk>/utkast/tjansteutlatande/<slug:fmt>/", exports.draft_statement, name="draft_statement"),
    path("<int:pk>/revidera/", decisions.revise, name="revise"),
    path("<int:pk>/kommunstyrelsen/", steps.executive, name="executive"),
    path("<int:pk>/medverkande-namnd/", steps.partner, name="partner"),
    path("<int:pk>/synpunkter/", remarks.remarks, name="remarks"),
    path("<int:pk>/synpunkter/ny/", remarks.raise_, name="remark_raise"),
    path("<int:pk>/synpunkter/<int:number>/svar/", remarks.answer, name="remark_answer"),
    path("<int:pk>/synpunkter/<int:number>/ta-tillbaka/", remarks.withdraw, name="remark_withdraw"),
    path("<int:pk>/historik/", pages.history, name="history"),
    path("<int:pk>/historik/<uuid:key>/", pages.history, name="item_history"),
    path("<int:pk>/utkast/", pages.draft, name="draft"),
    path("<int:pk>/utkast/export/<slug:fmt>/", exports.draft, name="draft_export"),
    path("<int:pk>/utkast/rubrik/", drafts.rename, name="rename"),
    path("<int:pk>/utkast/lamna/", drafts.release, name="release"),
    path("<int:pk>/utkast/ta-tillbaka/", drafts.withdraw, name="withdraw"),
    path("<int:pk>/utkast/till-namnden/", drafts.send, name="send"),
    path("<int:pk>/utkast/ta-bort/", drafts.discard, name="discard"),
    path("<int:pk>/utkast/beslut/", decisions.decide, name="decide"),
    path("<int:pk>/utkast/redaktionellt/", editorial.editorial, name="editorial"),
    path("<int:pk>/utkast/invandning/<int:revision>/", editorial.objection, name="objection"),
    path("<int:pk>/utkast/revidering/", partners.next_revision, name="next_revision"),
    path("<int:pk>/utkast/delas/", partners.partners, name="partners"),
    path("<int:pk>/utkast/delas/<int:partner>/ta-bort/", partners.remove, name="partner_remove"),
    path("<int:pk>/utkast/samrad/", steps.consultation, name="consultation"),
    path("<int:pk>/utkast/utskott/", steps.committee, name="committee"),
    path("<int:pk>/utkast/avsnitt/", edit.section_add, name="section_add"),
    path("avsnitt/<int:pk>/aktivitet/", edit.activity_add, name="activity_add"),
]
for word, name, model in ITEMS:
    urlpatterns += [
        path(f"{word}/<int:pk>/", edit.item, {"model": model}, name=name),
        path(f"{word}/<int:pk>/flytta/", edit.move, {"model": model}, name=f"{name}_move"),
        path(f"{word}/<int:pk>/ta-bort/", edit.remove, {"model": model}, name=f"{name}_remove"),
        path(f"{word}/<int:pk>/ta-tillbaka/", edit.restore, {"model": model}, name=f"{name}_restore"),
    ]
