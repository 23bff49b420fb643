"""Every door, by room."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("ledstjarna.accounts.signin.urls")),
]
