"""Every door, by room."""

from django.urls import include, path

urlpatterns = [
    path("planer/", include("ledstjarna.plans.urls")),
    path("", include("ledstjarna.ui.urls")),
    path("konto/", include("allauth.urls")),
    path("konto/", include("ledstjarna.accounts.signin.urls")),
]
