from django.urls import path

from ledstjarna.ui import views

app_name = "ui"
urlpatterns = [
    path("komponenter/", views.components, name="components"),
    path("tema/", views.theme, name="theme"),
    path("sprak/", views.language, name="language"),
]
