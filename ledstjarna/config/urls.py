"""Every door, by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("ledstjarna.home.urls")),
    path("", include("ledstjarna.ui.urls")),
    path("", include("ledstjarna.accounts.urls")),
    path("", include("ledstjarna.operations.urls")),
    path("", include("ledstjarna.audit.urls")),
    path("konto/", include("ledstjarna.accounts.signin.urls")),
    path("rapport/", include("ledstjarna.reports.urls")),
    path("enkat/", include("ledstjarna.surveys.urls")),
    path("lagesbild/", include("ledstjarna.situation.urls")),
    path("planer/", include("ledstjarna.plans.urls")),
    path("uppfoljning/", include("ledstjarna.followup.urls")),
    path("perioder/", include("ledstjarna.periods.urls")),
]

handler400 = "ledstjarna.ui.errors.bad_request"
handler403 = "ledstjarna.ui.errors.forbidden"
handler404 = "ledstjarna.ui.errors.not_found"
handler429 = "ledstjarna.ui.errors.too_many"
handler500 = "ledstjarna.ui.errors.server_error"
