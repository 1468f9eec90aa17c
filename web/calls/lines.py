"""The lines of an order: the form, and what the account usually takes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _

from interaction_tracking.models import Order, OrderLine
from kernel.plain import Plain
from kernel.slots import Slot
from leads.models import Lead
from web.forms import Form

LINES = 12
SHOWN = 3
LOOKED_AT = 400
OFFERED = 40
PARTS = ("name", "quantity", "unit", "price")
TAKEN = Plain(
    lambda: OrderLine.objects.filter(
        order__lead=Slot("lead", BigIntegerField()), order__interaction__deleted_at=None
    ).order_by("-order__ordered_at", "-pk")[:LOOKED_AT],
    ("name", "unit", "unit_price"),
)


class LinesForm(Form):
    """Up to a dozen lines; a line counts once it names a product and a quantity.

    A form that is only shown and fetches its lines later (`hx-get`) is made without them.
    """

    def __init__(self, *args: Any, lines: int = LINES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(lines):
            self.add_line(number)

    @property
    def products_id(self) -> str:
        return str(self.auto_id) % "products"

    def add_line(self, number: int) -> None:
        n = number + 1
        count = {"class": "k-input", "inputmode": "decimal"}
        self.fields[f"name{number}"] = forms.CharField(
            label=_("Product %d") % n,
            required=False,
            max_length=300,
            widget=forms.TextInput(
                {"list": self.products_id, "class": "k-input", "data-line": "name"}
            ),
        )
        self.fields[f"quantity{number}"] = forms.DecimalField(
            label=_("Quantity %d") % n,
            required=False,
            min_value=Decimal("0.001"),
            max_digits=11,
            decimal_places=3,
            localize=True,
            widget=forms.TextInput({**count, "data-line": "quantity"}),
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
            localize=True,
            widget=forms.TextInput({**count, "data-line": "price"}),
        )

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The fields line by line, and whether the line is on show."""
        filled = [n for n in range(LINES) if any(self[f"{part}{n}"].value() for part in PARTS)]
        shown = max(SHOWN, max(filled, default=0) + 2)
        return [
            (tuple(self[f"{part}{number}"] for part in PARTS), number < shown)
            for number in range(LINES)
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["lines"] = [line for n in range(LINES) if (line := self.line(n, given))]
        return given

    def line(self, number: int, given: dict[str, Any]) -> dict[str, Any] | None:
        name, quantity = given.get(f"name{number}"), given.get(f"quantity{number}")
        if name and quantity is None and f"quantity{number}" not in self.errors:
            self.add_error(f"quantity{number}", _("How many?"))
        elif quantity is not None and not name:
            self.add_error(f"name{number}", _("Of what?"))
        if not name:
            return None
        price, unit = given.get(f"price{number}"), given.get(f"unit{number}", "")
        return {"name": name, "quantity": quantity, "unit": unit, "unit_price": price}

    @property
    def wrong_lines(self) -> bool:
        return any(name.rstrip("0123456789") in PARTS for name in self.errors)


def usual_products(lead: Lead) -> list[dict[str, Any]]:
    """Return what the account took most often, each with the last unit and price."""
    found: dict[str, dict[str, Any]] = {}
    for line in TAKEN.read(lead=lead.pk):
        if line["name"]:
            one = found.setdefault(line["name"], {**line, "times": 0})
            one["times"] += 1
    return sorted(found.values(), key=lambda one: -one["times"])[:OFFERED]


def last_order(lead: Lead) -> Order | None:
    return Order.objects.counted().filter(lead=lead).order_by("-ordered_at", "-pk").first()


def last_lines(lead: Lead) -> dict[str, Any]:
    """Return the last order's lines as the form's first values."""
    order = last_order(lead)
    return filled_in(list(order.lines.order_by("pk")[:LINES]) if order else [])


def filled_in(lines: list[OrderLine]) -> dict[str, Any]:
    """Return lines that were ordered as values of the form."""
    initial: dict[str, Any] = {}
    for number, line in enumerate(lines):
        initial |= {
            f"name{number}": line.name or line.sku,
            f"quantity{number}": Decimal(f"{line.quantity.normalize():f}"),
            f"unit{number}": line.unit,
            f"price{number}": line.unit_price,
        }
    return initial
