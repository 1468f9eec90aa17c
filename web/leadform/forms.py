"""Every field of a lead, in groups a person would expect."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leads.models import Lead, Tier
from leads.rules.delivery import DAYS
from leads.rules.service_hours import validate_service_hours
from leads.rules.status import LeadStatus
from users.models import User
from users.policies import leads_people
from web.forms import CountryField, PersonField
from web.merging import SharedForm
from web.settings.forms import DAY_NAMES

BLOCK = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-\u2013]\s*(\d{1,2}:\d{2})\s*")
KINDS = ("open", "rush")
HOURS = frozenset(f"{day}_{kind}" for day in DAYS for kind in KINDS)
NOT_COLUMNS = HOURS | {"version", "drawn"}
COLUMNS = {"assigned_to": "assigned_to_id", "parent": "parent_id"}


def pairs_in(text: str) -> list[list[str]]:
    """Return the pairs of clocks; raises ValueError for what is no pair."""
    found = [BLOCK.fullmatch(part) for part in text.split(",") if part]
    if not all(found):
        raise ValueError(text)
    return [[match[1], match[2]] for match in found if match]


def text(label: Any, length: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, widget=forms.TextInput(attrs)
    )


class LeadForm(SharedForm):
    meanwhile = _("Somebody changed this lead meanwhile. Yours is kept here; look and save again.")
    together = (("latitude", "longitude"),)

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"data-alike": ""})
    )
    phone = text(_("Phone"), 50, type="tel", **{"data-alike": ""})
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput({"data-alike": ""})
    )
    contact_person = text(_("Contact person"), 200)
    address = text(_("Address"), 500)
    pincode = text(_("Post code"), 20, **{"data-alike": ""})
    city = text(_("City"), 120)
    state = text(_("State"), 120)
    country = CountryField()
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=500, assume_scheme="https"
    )
    lead_status = forms.ChoiceField(label=_("Stage"), choices=LeadStatus.choices, required=False)
    tier = forms.ChoiceField(
        label=_("Tier"), choices=[("", _("None yet")), *Tier.choices], required=False
    )
    potential_revenue = forms.DecimalField(
        label=_("Potential a year"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    assigned_to = PersonField(label=_("Owner"), required=False, empty_label=_("Nobody yet"))
    cuisine_type = text(_("Cuisine"), 120)
    restaurant_type = text(_("Kind of house"), 120)
    source = text(_("Where it comes from"), 100)
    external_id = text(_("Their number"), 100)
    parent = forms.ModelChoiceField(
        Lead.objects.none(), label=_("Belongs to the group"), required=False, empty_label=_("None")
    )
    seats = forms.IntegerField(label=_("Seats"), required=False, min_value=0, max_value=1_000_000)
    delivery_days = forms.MultipleChoiceField(
        label=_("Delivery days"),
        required=False,
        choices=[(day, DAY_NAMES[day]) for day in DAYS],
        widget=forms.CheckboxSelectMultiple,
    )
    order_cutoff = forms.TimeField(
        label=_("Orders until"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, user: User, *args: Any, lead: Lead | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in DAYS:
            for kind, word in (("open", _("open")), ("rush", _("busy"))):
                self.fields[f"{day}_{kind}"] = forms.CharField(
                    label=f"{DAY_NAMES[day]}, {word}",
                    required=False,
                    max_length=120,
                    widget=forms.TextInput({"class": "k-input"}),
                )
        groups = Lead.objects.visible_to(user).filter(parent=None).order_by("name")
        groups = groups.exclude(pk=lead.pk) if lead else groups
        self.fields["parent"].queryset = groups[:500] if not args else groups  # type: ignore[attr-defined]
        people = User.objects.visible_to(user).filter(is_active=True).order_by("username")
        self.fields["assigned_to"].queryset = people  # type: ignore[attr-defined]
        if not leads_people(user):
            del self.fields["assigned_to"]
        elif lead is None and len(people[:2]) == 1:  # nobody else is here yet
            self.fields["assigned_to"].initial = user.pk
        if lead is not None:
            del self.fields["lead_status"]
        elif not self.is_bound:  # refused, it is looked at where it is wrong
            self.fields["name"].widget.attrs["autofocus"] = True

    @property
    def week(self) -> list[tuple[Any, Any, Any]]:
        return [(DAY_NAMES[day], self[f"{day}_open"], self[f"{day}_rush"]) for day in DAYS]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", _("Latitude and longitude come together or not at all."))
        hours = {day: self.blocks_of(day, given) for day in DAYS}
        if not self.errors.keys() & HOURS:
            given["service_hours"] = validate_service_hours(hours)
        return given

    def blocks_of(self, day: str, given: dict[str, Any]) -> dict[str, list[list[str]]]:
        """Read `11:00-15:00, 18:00-23:00` as blocks."""
        found: dict[str, list[list[str]]] = {}
        for kind in KINDS:
            name = f"{day}_{kind}"
            try:
                found[kind] = pairs_in(str(given.get(name, "")))
                validate_service_hours({day: {kind: found[kind]}})
            except ValueError:  # it names the place as the API does; here that is the field
                self.add_error(name, _("Write hours like 11:00-15:00, 18:00-23:00."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What the use case takes: all of a new lead, of another what the person changed."""
        given = {k: v for k, v in self.cleaned_data.items() if k not in NOT_COLUMNS}
        given["external_id"] = given["external_id"] or None
        for name, column in COLUMNS.items():
            if name in given:
                row = given.pop(name)
                given[column] = row.pk if row else None
        if not given.get("lead_status", True):
            given["lead_status"] = LeadStatus.NEW
        if not self.is_edit:
            return given
        changed = {"service_hours" if n in HOURS else COLUMNS.get(n, n) for n in self.touched}
        return {name: value for name, value in given.items() if name in changed}

    @staticmethod
    def of(lead: Lead) -> dict[str, Any]:
        """Return the lead as the form's first values."""
        initial = {name: getattr(lead, name) for name in LeadForm.base_fields if name != "drawn"}
        for day, kinds in lead.service_hours.items():
            for kind, blocks in kinds.items():
                initial[f"{day}_{kind}"] = ", ".join("-".join(block) for block in blocks)
        return initial
