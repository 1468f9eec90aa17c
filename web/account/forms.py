"""What is asked for on the account page."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contact.models import Contact
from contact.rules import Channel, DecisionRole, RoleCode
from files.models import LeadFile
from files.rules import LONGEST_NAME, LONGEST_NOTE, check_name
from interaction_tracking.rules import Direction, InteractionType
from leads.models import Lead
from leads.rules.status import LostReason
from web.calls.lines import LinesForm
from web.forms import Form
from web.merging import SharedForm

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


class NoteForm(Form):
    interaction_type = forms.ChoiceField(label=_("Kind"), choices=WRITTEN)
    details = forms.CharField(
        label=_("What happened?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 2, "placeholder": _("Write a note; Ctrl-Enter saves it")}),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)


class EmailForm(Form):
    """An e-mail that was sent or received elsewhere."""

    details = forms.CharField(
        label=_("What does it say?"),
        max_length=20_000,
        widget=forms.Textarea(
            {"rows": 4, "placeholder": _("Log an e-mail: the subject first, the text below")}
        ),
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=[
            (Direction.OUTBOUND, pgettext_lazy("e-mail", "Sent to")),
            (Direction.INBOUND, pgettext_lazy("e-mail", "Received from")),
        ],
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("Contact"), required=False, empty_label=_("Nobody named")
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)

    def __init__(self, lead: Lead, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Contact.objects.filter(restaurant=lead).present()
        self.fields["contact"].queryset = people.order_by("-is_primary", "pk")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return the interaction's columns."""
        given = dict(self.cleaned_data)
        contact = given.pop("contact")
        given["details"] = given["details"].replace("\r\n", "\n")
        kind = {"interaction_type": InteractionType.EMAIL}
        return given | kind | {"contact_id": contact.pk if contact else None}


class FileForm(SharedForm):
    """What a file is called, and a word on it."""

    meanwhile = _("Somebody changed this file meanwhile. Yours is kept here; look and save again.")

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    note = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, file: LeadFile, *args: Any, **kwargs: Any) -> None:
        self.ending = file.name.rpartition(".")[2] if "." in file.name else ""
        initial = {name: getattr(file, name) for name in ("version", "name", "note")}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """What the person changed."""
        return {name: self.cleaned_data[name] for name in self.shared if name in self.touched}

    def clean_name(self) -> str:
        """The ending stays when it is left out: by it a computer knows what to open it with."""
        name = str(self.cleaned_data["name"])
        if self.ending and "." not in name:
            name = f"{name}.{self.ending}"
        try:
            check_name(name)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return name


class ContactForm(SharedForm):
    meanwhile = _(
        "Somebody changed this contact meanwhile. Yours is kept here; look and save again."
    )

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
        label=_("Left on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the use case takes: all of a new one, of another what the person changed."""
        names = self.touched if self.is_edit else self.shared
        return {name: self.cleaned_data[name] for name in self.shared if name in names}


class LostForm(Form):
    reason = forms.ChoiceField(label=_("Why was it lost?"), choices=LostReason.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)
    win_back_on = forms.DateField(
        label=_("Try again on"), required=False, widget=forms.DateInput({"type": "date"})
    )


class OrderForm(LinesForm):
    """What was ordered, line by line, and when."""

    asked_as: ClassVar[dict[str, str]] = {"date": "order_date", "order": "order_date"}

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
