"""The forms of what the city gives its boards: lists, goals and the template."""

from __future__ import annotations

from django import forms

from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Term


class TermForm(forms.ModelForm[Term]):
    class Meta:
        model = Term
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs=SWEDISH)}
