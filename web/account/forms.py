"""What is asked for on the account page."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.rules import Channel, DecisionRole, RoleCode
from interaction_tracking.rules import InteractionType
from leads.rules.status import LostReason
from web.forms import Form

LINES = 12
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


class LostForm(Form):
    reason = forms.ChoiceField(label=_("Why was it lost?"), choices=LostReason.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)
    win_back_on = forms.DateField(
        label=_("Try again on"), required=False, widget=forms.DateInput({"type": "date"})
    )


class OrderForm(Form):
    """Up to a dozen lines; a line counts once it names a product and a quantity."""

    order_date = forms.DateField(
        label=_("Ordered on"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Left empty: now."),
    )
    details = forms.CharField(label=_("Note"), required=False, max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(LINES):
            self.add_line(number)

    def add_line(self, number: int) -> None:
        n = number + 1
        product = {"list": "k-products", "class": "k-input", "data-line": "name"}
        count = {"class": "k-input", "inputmode": "decimal", "data-line": "quantity"}
        self.fields[f"name{number}"] = forms.CharField(
            label=_("Product %d") % n,
            required=False,
            max_length=300,
            widget=forms.TextInput(product),
        )
        self.fields[f"quantity{number}"] = forms.DecimalField(
            label=_("Quantity %d") % n,
            required=False,
            min_value=Decimal("0.001"),
            max_digits=11,
            decimal_places=3,
            widget=forms.TextInput(count),
        )
        self.fields[f"unit{number}"] = forms.CharField(
            label=_("Unit %d") % n,
            required=False,
            max_length=30,
            widget=forms.TextInput({"class": "k-input", "data-line": "unit"}),
        )
        self.fields[f"price{number}"] = forms.DecimalField(
            label=_("Price %d") % n,
            required=False,
            min_value=0,
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput({**count, "data-line": "price"}),
        )

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        names = ("name", "quantity", "unit", "price")
        return [tuple(self[f"{name}{number}"] for name in names) for number in range(LINES)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        lines = []
        for number in range(LINES):
            name, quantity = given.get(f"name{number}"), given.get(f"quantity{number}")
            if name and quantity is None and f"quantity{number}" not in self.errors:
                self.add_error(f"quantity{number}", _("How many?"))
            elif quantity is not None and not name:
                self.add_error(f"name{number}", _("Of what?"))
            elif name:
                price, unit = given.get(f"price{number}"), given.get(f"unit{number}", "")
                lines.append(
                    {"name": name, "quantity": quantity, "unit": unit, "unit_price": price}
                )
        if not lines and not self.errors:
            self.add_error("name0", _("Name at least one product."))
        given["lines"] = lines
        return given
