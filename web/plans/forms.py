"""What is asked for when a plan changes."""

from datetime import date
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


class PlanForm(CadenceForm):
    """A new plan: how often, and from when on."""

    first = forms.DateField(
        label=_("First call on"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Left empty: one interval from now."),
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_first(self) -> date | None:
        day: date | None = self.cleaned_data["first"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day has passed."))
        return day


class MoveForm(Form):
    day = forms.DateField(label=_("To which day?"), widget=forms.DateInput({"type": "date"}))
