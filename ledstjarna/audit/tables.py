"""The log as a table."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.selectors import Shown


class LogTable(tables.Table):  # type: ignore[misc]
    """Rows already in words; in the chain's order, so columns cannot be sorted."""

    at = tables.DateTimeColumn(verbose_name=_("När"), format="j F Y H:i")
    who = tables.Column(verbose_name=_("Vem"))
    what = tables.Column(verbose_name=_("Vad"))
    on = tables.Column(verbose_name=_("Gällde"), empty_values=())
    board = tables.Column(verbose_name=_("Nämnd"))
    outcome = tables.Column(verbose_name=_("Utfall"))
    place = tables.Column(verbose_name=_("Rad"))

    class Meta:
        orderable = False
        attrs = {"caption": _("Loggen")}

    def render_on(self, record: Shown) -> str:
        return ", ".join(named.text for named in record.on) + (f" {record.more}" if record.more else "")

    def render_outcome(self, record: Shown) -> SafeString:
        return render_to_string("audit/outcome.html", {"row": record})

    def render_place(self, record: Shown, value: Any) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("audit:entry", args=[record.pk]), value)
