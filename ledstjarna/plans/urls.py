"""The room's doors."""

from django.urls import path

from ledstjarna.plans.models import Activity, Section
from ledstjarna.plans.views import (
    chain,
    decisions,
    drafts,
    edit,
    exports,
    goals,
    imports,
    pages,
    structure,
    template,
    terms,
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
    path("<int:pk>/utkast/mall/", structure.follow, name="structure_follow"),
    path("<int:pk>/utkast/mall/<uuid:key>/", structure.add, name="structure_add"),
    path("avsnitt/<int:pk>/aktivitet/", edit.activity_add, name="activity_add"),
    path("mall/", template.overview, name="templates"),
    path("mall/grund/", template.our_own_page, name="template_ours"),
    path("mall/ny/", template.template_new, name="template_new"),
    path("mall/<int:pk>/", template.template, name="template"),
    path("mall/<int:pk>/krav/", template.template_edit, name="template_edit"),
    path("mall/<int:pk>/anta/", template.template_adopt, name="template_adopt"),
    path("mall/<int:pk>/ta-bort/", template.template_discard, name="template_discard"),
    path("mall/<int:pk>/avsnitt/", template.section_new, name="template_section_new"),
    path("mall/avsnitt/<int:pk>/", template.section, name="template_section"),
    path("mall/avsnitt/<int:pk>/flytta/", template.section_move, name="template_section_move"),
    path("mall/avsnitt/<int:pk>/ta-bort/", template.section_remove, name="template_section_remove"),
    path("mal/", goals.overview, name="goals"),
    path("mal/nytt/", goals.goal_new, name="goal_new"),
    path("mal/kopiera/", goals.goals_copy, name="goals_copy"),
    path("mal/<int:pk>/", goals.goal, name="goal"),
    path("mal/<int:pk>/flytta/", goals.goal_move, name="goal_move"),
    path("mal/<int:pk>/ta-bort/", goals.goal_remove, name="goal_remove"),
    path("mal/<int:pk>/ta-tillbaka/", goals.goal_restore, name="goal_restore"),
    path("listor/", terms.overview, name="terms"),
    path("listor/<slug:kind>/", terms.term_new, name="term_new"),
    path("listor/<slug:kind>/<slug:code>/", terms.term, name="term"),
    path("listor/<slug:kind>/<slug:code>/flytta/", terms.term_move, name="term_move"),
    path("listor/<slug:kind>/<slug:code>/bruk/", terms.term_use, name="term_use"),
]
for word, name, model in ITEMS:
    urlpatterns += [
        path(f"{word}/<int:pk>/", edit.item, {"model": model}, name=name),
        path(f"{word}/<int:pk>/flytta/", edit.move, {"model": model}, name=f"{name}_move"),
        path(f"{word}/<int:pk>/ta-bort/", edit.remove, {"model": model}, name=f"{name}_remove"),
        path(f"{word}/<int:pk>/ta-tillbaka/", edit.restore, {"model": model}, name=f"{name}_restore"),
    ]
