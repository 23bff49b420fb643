"""Every door, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("ledstjarna.ui.urls")),
    path("konto/", include("ledstjarna.accounts.signin.urls")),
    path("", include("ledstjarna.operations.urls")),
    path("", include("ledstjarna.audit.urls")),
]
