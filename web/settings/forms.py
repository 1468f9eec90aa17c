"""What a person may set about themselves."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kernel.clock import is_zone, zone_names
from users.models import User
from users.rules import DAYS
from web.access.forms import PASSWORD_HELP
from web.forms import CountryField, Form

DAY_NAMES = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
CLOCK = {"type": "time", "step": "900"}


class ProfileForm(Form):
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    timezone = forms.CharField(
        label=_("Time zone"),
        widget=forms.TextInput({"list": "k-zones", "autocomplete": "off"}),
        help_text=_("Your day begins at midnight there."),
    )
    country = CountryField(help_text=_("Two letters, such as GB; for public holidays."))
    call_capacity = forms.IntegerField(label=_("Calls a day"), min_value=1, max_value=500)

    def clean_timezone(self) -> str:
        name = str(self.cleaned_data["timezone"])
        if not is_zone(name):
            raise forms.ValidationError(_("Choose a zone of the list, such as Europe/London."))
        return name

    @staticmethod
    def of(user: User) -> dict[str, Any]:
        return {name: getattr(user, name) for name in ProfileForm.base_fields}


class WeekForm(Form):
    """Start and end per weekday; an empty day is a day off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in DAYS:
            for end, word in (("from", _("from")), ("to", _("to"))):
                label = f"{DAY_NAMES[day]}, {word}"
                widget = forms.TimeInput({**CLOCK, "class": "k-input"}, format="%H:%M")
                self.fields[f"{day}_{end}"] = forms.TimeField(
                    label=label, required=False, widget=widget
                )

    @property
    def days(self) -> list[tuple[Any, Any, Any]]:
        return [(DAY_NAMES[day], self[f"{day}_from"], self[f"{day}_to"]) for day in DAYS]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for day in DAYS:
            start, end = given.get(f"{day}_from"), given.get(f"{day}_to")
            if (start is None) != (end is None):
                self.add_error(f"{day}_to", _("Say both, or neither for a day off."))
            elif start is not None and end is not None and end <= start:
                self.add_error(f"{day}_to", _("The day must end after it starts."))
        return given

    @property
    def week(self) -> dict[str, list[str]]:
        given = self.cleaned_data
        return {
            day: [f"{given[f'{day}_from']:%H:%M}", f"{given[f'{day}_to']:%H:%M}"]
            for day in DAYS
            if given.get(f"{day}_from")
        }

    @staticmethod
    def of(user: User) -> dict[str, str]:
        return {
            f"{day}_{end}": hours[index]
            for day, hours in user.working_week.items()
            for index, end in enumerate(("from", "to"))
        }


class LeaveForm(Form):
    first_day = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}))
    last_day = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last_day", _("Leave must end on or after its first day."))
        return given

    @property
    def span(self) -> dict[str, str]:
        given = self.cleaned_data
        days = {name: given[name].isoformat() for name in ("first_day", "last_day")}
        return {**days, "note": given["note"]}


class PasswordForm(Form):
    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class LookForm(Form):
    theme = forms.ChoiceField(
        label=_("Theme"),
        required=False,
        choices=[("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    keys = forms.ChoiceField(
        label=_("Single-key shortcuts"), choices=[("on", _("On")), ("off", _("Off"))]
    )


def zones() -> list[str]:
    return sorted(zone_names())
