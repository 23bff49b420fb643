from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.permissions import PLAN_READ
from ledstjarna.ui.menu import Group, MenuEntry


class PlansConfig(AppConfig):
    name = "ledstjarna.plans"
    menu = (MenuEntry(_("Handlingsplan"), "plans:list", PLAN_READ, Group.PLAN),)
