"""The account pages we offer, with allauth's views and names. What is not listed here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from ledstjarna.accounts.signin import views
from ledstjarna.accounts.signin.views import first_factor, held_back
from ledstjarna.walls.permission import SIGNED_IN, public, requires

own = requires(SIGNED_IN)

urlpatterns = [
    path("logga-in/", held_back(public(views.SignIn.as_view())), name="account_login"),
    path("logga-in/demo/<int:pk>/", views.demo, name="demo_login"),
    path("logga-in/kod/", held_back(public(mfa.authenticate)), name="mfa_authenticate"),
    path("logga-in/nyckel/", held_back(public(keys.login_webauthn)), name="mfa_login_webauthn"),
    path("stangt/", public(account.account_inactive), name="account_inactive"),
    path("logga-ut/", public(account.logout), name="account_logout"),
    path("glomt/", public(account.password_reset), name="account_reset_password"),
    path("glomt/skickat/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^glomt/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "glomt/klart/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("sprak/", views.language, name="account_language"),
    path("losenord/", held_back(own(account.password_change)), name="account_change_password"),
    path("losenord/valj/", own(account.password_set), name="account_set_password"),
    path("bekrafta/", held_back(own(account.reauthenticate)), name="account_reauthenticate"),
    path("bekrafta/kod/", held_back(own(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("bekrafta/nyckel/", held_back(own(keys.reauthenticate_webauthn)), name="mfa_reauthenticate_webauthn"),
    path("sakerhet/", own(mfa.index), name="mfa_index"),
    path("sakerhet/app/", held_back(own(first_factor(totp.activate_totp))), name="mfa_activate_totp"),
    path("sakerhet/app/bort/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sakerhet/reservkoder/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sakerhet/reservkoder/nya/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sakerhet/reservkoder/hamta/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("sakerhet/nycklar/", own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("sakerhet/nycklar/ny/", own(first_factor(keys.add_webauthn)), name="mfa_add_webauthn"),
    path("sakerhet/nycklar/<int:pk>/", own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("sakerhet/nycklar/<int:pk>/bort/", own(keys.remove_webauthn), name="mfa_remove_webauthn"),
]
