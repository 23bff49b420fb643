"""The room's doors."""

from django.urls import path

from ledstjarna.periods import views

app_name = "periods"

urlpatterns = [
    path("", views.now, name="now"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/lagg-upp/", views.set_up, name="set_up"),
    path("<int:year>/ny/", views.add, name="add"),
    path("period/<int:pk>/", views.change, name="change"),
    path("period/<int:pk>/ta-bort/", views.remove, name="remove"),
    path("period/<int:pk>/oppna/", views.reopen, name="reopen"),
]
