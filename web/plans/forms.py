"""What is asked for when a plan changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from call_planning.rules.frequency import CUSTOM_DAYS_MAX, CUSTOM_DAYS_MIN, Frequency
from web.forms import Form


class CadenceForm(Form):
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    interval_days = forms.IntegerField(
        label=_("Days between calls"),
        required=False,
        min_value=CUSTOM_DAYS_MIN,
        max_value=CUSTOM_DAYS_MAX,
        help_text=_("For a rhythm of your own."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        custom = given.get("frequency") == Frequency.CUSTOM
        if custom and not given.get("interval_days"):
            self.add_error("interval_days", _("Say how many days lie between two calls."))
        if not custom:
            given["interval_days"] = None
        return given


class MoveForm(Form):
    day = forms.DateField(label=_("To which day?"), widget=forms.DateInput({"type": "date"}))
