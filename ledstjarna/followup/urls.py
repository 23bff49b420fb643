"""The room's doors."""

from django.urls import path

from ledstjarna.followup.views import accepting, city, reporting, steering, wheel

app_name = "followup"

urlpatterns = [
    path("", reporting.mine, name="mine"),
    path("staden/", city.overview, name="city"),
    path("staden/<int:year>/", city.matrix, name="matrix"),
    path("staden/<int:year>/sammanstallning/<slug:fmt>/", city.summary, name="summary"),
    path("arshjul/", wheel.wheel, name="wheel"),
    path("rapport/<int:pk>/godkann/", accepting.accept, name="accept"),
    path("rapport/<int:pk>/tillbaka/", accepting.send_back, name="send_back"),
    path("<int:board_pk>/<int:period_pk>/", accepting.board, name="board"),
    path("<int:board_pk>/<int:period_pk>/godkann/", accepting.accept_all, name="accept_all"),
    path("<int:board_pk>/<int:period_pk>/styrsystem/", steering.texts, name="steering"),
    path("<int:board_pk>/<int:period_pk>/styrsystem/<slug:fmt>/", steering.download, name="steering_file"),
    path("<int:board_pk>/<int:period_pk>/<uuid:key>/", reporting.report, name="report"),
    path("<int:board_pk>/<int:period_pk>/<uuid:key>/oforandrat/", reporting.unchanged, name="unchanged"),
]
