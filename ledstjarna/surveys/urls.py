"""The room's doors."""

from django.urls import path

from ledstjarna.surveys.views import answering, building, files, intake, released, rounds, units

app_name = "surveys"

urlpatterns = [
    path("", answering.mine, name="mine"),
    path("<int:round_pk>/<int:unit_pk>/", answering.answer, name="answer"),
    path("omgangar/", rounds.round_list, name="rounds"),
    path("omgangar/ny/", rounds.create, name="create"),
    path("omgangar/<int:pk>/", rounds.survey, name="round"),
    path("omgangar/<int:pk>/dagar/", rounds.change, name="change"),
    path("omgangar/<int:pk>/redo/", rounds.ready, name="ready"),
    path("omgangar/<int:pk>/oppna/", rounds.open_now, name="open"),
    path("omgangar/<int:pk>/stang/", rounds.close, name="close"),
    path("omgangar/<int:pk>/sista-dag/", rounds.reopen, name="reopen"),
    path("omgangar/<int:pk>/lamna-ut/", rounds.release, name="release"),
    path("omgangar/<int:pk>/lagesbild/", rounds.count, name="count"),
    path("omgangar/<int:pk>/ta-bort/", rounds.remove, name="remove"),
    path("omgangar/<int:pk>/fragor/fil/", files.questions_export, name="questions_export"),
    path("omgangar/<int:pk>/fragor/las-in/", files.questions_import, name="questions_import"),
    path("omgangar/<int:pk>/fragor/mall/", building.questions_template, name="questions_template"),
    path("omgangar/<int:pk>/fragor/ny/", building.question_add, name="question_add"),
    path("omgangar/<int:pk>/fragor/<slug:key>/", building.question, name="question"),
    path("omgangar/<int:pk>/fragor/<slug:key>/flytta/", building.question_move, name="question_move"),
    path("omgangar/<int:pk>/fragor/<slug:key>/ta-bort/", building.question_remove, name="question_remove"),
    path("omgangar/<int:pk>/fragor/<slug:key>/stall-igen/", building.question_again, name="question_again"),
    path("omgangar/<int:pk>/over-aren/<slug:key>/", rounds.years, name="years"),
    path("omgangar/<int:pk>/enheter/", units.answers, name="answers"),
    path("omgangar/<int:pk>/egna-ord/", units.words, name="words"),
    path("omgangar/<int:pk>/enheter/<int:unit_pk>/", units.unit, name="unit"),
    path("omgangar/<int:pk>/enheter/<int:unit_pk>/svara/", units.behalf, name="behalf"),
    path("omgangar/<int:pk>/enheter/<int:unit_pk>/langre-tid/", units.extend, name="extend"),
    path("omgangar/<int:pk>/svar-som-fil/", intake.answers_export, name="answers_export"),
    path("omgangar/<int:pk>/kodbok/", intake.codebook, name="codebook"),
    path("omgangar/<int:pk>/svarsmall/", intake.answers_template, name="answers_template"),
    path("omgangar/<int:pk>/las-in/", intake.answers_import, name="answers_import"),
    path("omgangar/<int:pk>/las-in/<int:import_pk>/", intake.answers_confirm, name="answers_confirm"),
    path("omgangar/<int:pk>/utanfor-namnden/", released.preview, name="preview"),
    path("siffra/<int:board>/<int:year>/<str:code>/", rounds.figure, name="figure"),
    path("utlamnat/", released.released, name="released"),
    path("utlamnat/<int:pk>/", released.released_round, name="released_round"),
]
