"""The room's doors."""

from django.urls import path

from ledstjarna.accounts.views import intake, organisation, people, permissions

app_name = "accounts"
urlpatterns = [
    path("konto/", people.me, name="me"),
    path("organisation/", organisation.tree, name="tree"),
    path("organisation/ny/", organisation.unit_add, name="unit_add"),
    path("organisation/obesatta/", organisation.vacancies, name="vacancies"),
    path("organisation/las-in/", intake.upload, name="import"),
    path("organisation/las-in/mallar/<str:name>", intake.download, name="import_template"),
    path("organisation/las-in/<int:pk>/", intake.dry_run, name="import_check"),
    path("organisation/las-in/<int:pk>/kasta/", intake.drop, name="import_drop"),
    path("organisation/<int:pk>/", organisation.unit, name="unit"),
    path("organisation/<int:pk>/namn/", organisation.unit_rename, name="unit_rename"),
    path("organisation/<int:pk>/flytta/", organisation.unit_move, name="unit_move"),
    path("organisation/<int:pk>/stang/", organisation.unit_close, name="unit_close"),
    path("organisation/<int:pk>/roll/", people.assignment_add, name="assignment_add"),
    path("roller/<int:pk>/avsluta/", people.assignment_end, name="assignment_end"),
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.person_add, name="person_add"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/andra/", people.person_change, name="person_change"),
    path("personer/<int:pk>/stang/", people.person_close, name="person_close"),
    path("personer/<int:pk>/oppna/", people.person_open, name="person_open"),
    path("personer/<int:pk>/andra-steget/", people.factor_remove, name="factor_remove"),
    path("behorigheter/", permissions.permissions, name="permissions"),
]
