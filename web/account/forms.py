"""What is asked for on the account page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.rules import Channel, DecisionRole, RoleCode
from interaction_tracking.rules import InteractionType
from leads.rules.status import LostReason
from web.calls.lines import LinesForm
from web.forms import Form

WRITTEN = [
    (kind.value, kind.label)
    for kind in (
        InteractionType.NOTE,
        InteractionType.EMAIL,
        InteractionType.VISIT,
        InteractionType.MEETING,
        InteractionType.MESSAGE,
    )
]

MOST_VERSION = 2**31 - 1  # what a column of the database holds


class NoteForm(Form):
    interaction_type = forms.ChoiceField(label=_("Kind"), choices=WRITTEN)
    details = forms.CharField(
        label=_("What happened?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 2, "placeholder": _("Write a note; Ctrl-Enter saves it")}),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)


class ContactForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.CharField(label=_("Role"), max_length=120, required=False)
    role_code = forms.ChoiceField(
        label=_("Kind of role"), choices=RoleCode.choices, initial="OTHER"
    )
    decision_role = forms.ChoiceField(
        label=_("In decisions"), choices=DecisionRole.choices, initial="UNKNOWN"
    )
    phone = forms.CharField(label=_("Phone"), max_length=50, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    preferred_channel = forms.ChoiceField(
        label=_("Best reached by"), choices=Channel.choices, initial="PHONE"
    )
    is_primary = forms.BooleanField(label=_("Primary contact"), required=False)
    do_not_call = forms.BooleanField(label=_("Do not call"), required=False)
    left_on = forms.DateField(
        label=_("Left on"), required=False, widget=forms.DateInput({"type": "date"})
    )
    version = forms.IntegerField(required=False, max_value=MOST_VERSION, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """What the use case takes."""
        return {name: v for name, v in self.cleaned_data.items() if name != "version"}


class LostForm(Form):
    reason = forms.ChoiceField(label=_("Why was it lost?"), choices=LostReason.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)
    win_back_on = forms.DateField(
        label=_("Try again on"), required=False, widget=forms.DateInput({"type": "date"})
    )


class OrderForm(LinesForm):
    """What was ordered, line by line, and when."""

    order_date = forms.DateField(
        label=_("Ordered on"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Left empty: now."),
    )
    details = forms.CharField(label=_("Note"), required=False, max_length=5000)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given["lines"] and not self.errors:
            self.add_error("name0", _("Name at least one product."))
        return given
