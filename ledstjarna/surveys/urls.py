"""The room's doors."""

from django.urls import path

from ledstjarna.surveys.views import answering, rounds

app_name = "surveys"

urlpatterns = [
    path("", answering.mine, name="mine"),
    path("<int:round_pk>/<int:unit_pk>/", answering.answer, name="answer"),
    path("omgangar/", rounds.round_list, name="rounds"),
    path("omgangar/ny/", rounds.create, name="create"),
    path("omgangar/<int:pk>/", rounds.survey, name="round"),
    path("omgangar/<int:pk>/svar/", rounds.answers, name="answers"),
    path("omgangar/<int:pk>/oppna/", rounds.open_now, name="open"),
    path("omgangar/<int:pk>/stang/", rounds.close, name="close"),
    path("omgangar/<int:pk>/sista-dag/", rounds.reopen, name="reopen"),
    path("omgangar/<int:pk>/ta-bort/", rounds.remove, name="remove"),
]
