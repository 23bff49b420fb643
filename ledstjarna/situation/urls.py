"""The room's doors."""

from django.urls import path

from ledstjarna.situation.views import drafts, findings, pages

app_name = "situation"

urlpatterns = [
    path("", pages.picture_list, name="list"),
    path("ny/", drafts.create, name="create"),
    path("<int:pk>/", pages.picture, name="picture"),
    path("<int:pk>/export/<slug:fmt>/", pages.export, name="export"),
    path("<int:pk>/utkast/", drafts.draft, name="draft"),
    path("<int:pk>/utkast/ta-bort/", drafts.discard, name="discard"),
    path("<int:pk>/utkast/publicera/", drafts.publish, name="publish"),
    path("<int:pk>/utkast/slutsats/", findings.add, name="finding_add"),
    path("slutsats/ny/<int:board>/<int:year>/", findings.begin, name="finding_begin"),
    path("slutsats/<int:pk>/andra/", findings.edit, name="finding_edit"),
    path("slutsats/<int:pk>/ta-bort/", findings.remove, name="finding_remove"),
    path("slutsats/<uuid:key>/", pages.finding, name="finding"),
]
