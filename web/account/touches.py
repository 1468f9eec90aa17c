"""The form of an interaction that was logged: what it holds, and what was changed of it."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from contact.models import Contact
from interaction_tracking.models import Interaction, Order, OrderLine
from interaction_tracking.rules import InteractionType, Outcome, total_of
from kernel.clock import local_day
from web.account.changes import NOON
from web.calls.lines import LINES, PARTS, LinesForm, filled_in
from web.merging import SharedForm

SMALLEST = Decimal("0.001")
CLOCK = "%Y-%m-%dT%H:%M"


ORDERED = tuple(f"{part}{number}" for number in range(LINES) for part in PARTS)


class TouchForm(SharedForm, LinesForm):
    """What was written down, for a second look; its kind and its account stay."""

    meanwhile = _(
        "Somebody changed this interaction meanwhile. Yours is kept here; look and save again."
    )
    together = ((*ORDERED, "order_total"),)

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    date = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=CLOCK),
    )
    details = forms.CharField(
        label=_("What happened?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("Contact"), required=False, empty_label=_("Nobody named")
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)
    follow_up = forms.DateField(
        label=_("Follow up on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    order_text = forms.CharField(label=_("What was ordered"), required=False, max_length=5000)
    order_total = forms.DecimalField(
        label=_("Total"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=_("Left empty: what the lines come to."),
    )

    def __init__(self, touch: Interaction, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        self.touch, self.zone = touch, zone
        self.order: Order | None = Order.objects.filter(interaction=touch).first()
        self.was = list(self.order.lines.order_by("pk")) if self.order else []
        super().__init__(*args, initial=self.first(), **kwargs)
        self.fields["date"].help_text = _now("By your own clock, %s.") % zone.key
        people = Contact.objects.filter(restaurant=touch.lead_id)
        offered = people.present() | people.filter(pk=touch.contact_id or 0)
        self.fields["contact"].queryset = offered.order_by("-is_primary", "pk")  # type: ignore[attr-defined]
        for name in self.left_out():
            del self.fields[name]

    def left_out(self) -> list[str]:
        names = [] if self.touch.interaction_type == InteractionType.CALL else ["outcome"]
        if self.order is None:
            names += ["order_total"]
        return names if self.order and not self.was else [*names, "order_text"]

    @property
    def lines_open(self) -> bool:
        """Whether the lines fit the form: a dozen at most, each named and counted."""
        return len(self.was) <= LINES and all(
            (line.name or line.sku) and line.quantity >= SMALLEST for line in self.was
        )

    def first(self) -> dict[str, Any]:
        touch, at = self.touch, self.touch.follow_up_at
        return {
            "version": touch.version,
            "outcome": touch.outcome,
            "date": touch.date.astimezone(self.zone).strftime(CLOCK),
            "details": touch.details,
            "contact": touch.contact_id,
            "next_step": touch.next_step,
            "follow_up": local_day(at, self.zone) if at else None,
            "order_text": self.order.product_details if self.order else "",
            "order_total": self.named_total(),
            **(filled_in(self.was) if self.lines_open else {}),
        }

    def named_total(self) -> Decimal | None:
        """The total that somebody named; None when it is what the lines come to."""
        total = self.order.total_price if self.order else None
        return None if self.was and total == sum_of(self.was) else total

    def clean_date(self) -> datetime:
        """What was entered is the reader's own clock; the seconds of an untouched one stay."""
        naive = timezone.make_naive(self.cleaned_data["date"], timezone.get_default_timezone())
        same = naive.strftime(CLOCK) == self.initial["date"]
        return self.touch.date if same else naive.replace(tzinfo=self.zone)

    def clean_details(self) -> str:
        return str(self.cleaned_data["details"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.was and self.lines_open and not given["lines"] and not self.errors:
            self.add_error("name0", _("Name at least one product."))
        return given

    def values(self) -> dict[str, Any]:
        """Return the interaction's own columns as they are to be."""
        given, day = self.cleaned_data, self.cleaned_data["follow_up"]
        at = self.touch.follow_up_at
        if day != self.initial["follow_up"]:
            at = day and datetime.combine(day, datetime.min.time(), tzinfo=self.zone) + NOON
        names = [name for name in ("outcome", "date", "details", "next_step") if name in given]
        contact = given["contact"].pk if given["contact"] else None
        return {name: given[name] for name in names} | {"contact_id": contact, "follow_up_at": at}

    def block(self) -> dict[str, Any] | None:
        """Return what of the order was changed; None when nothing was."""
        order, given = self.order, self.cleaned_data
        if order is None:
            return None
        block: dict[str, Any] = {}
        lines = self.with_skus(given["lines"])
        if self.lines_open and lines != [as_line(line) for line in self.was]:
            block["lines"] = lines
        total = given["order_total"]
        if total is None:
            total = self.sum_to_be(lines)
        if block or total != order.total_price:
            block["total_price"] = total
        if given.get("order_text", order.product_details) != self.initial["order_text"]:
            block["product_details"] = given["order_text"]
        if order.ordered_at == self.touch.date != given["date"]:
            block["order_date"] = given["date"]
        return block or None

    def sum_to_be(self, lines: list[dict[str, Any]]) -> Decimal | None:
        if not self.lines_open:
            return sum_of(self.was)
        pairs = [(line["quantity"], line["unit_price"]) for line in lines]
        return total_of(pairs) if pairs else None

    def with_skus(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The form shows a name, or the number of a product without one: each line keeps both."""
        left, found = list(self.was), []
        for line in lines:
            old = next((one for one in left if (one.name or one.sku) == line["name"]), None)
            if old is not None:
                left.remove(old)
            kept = {"name": old.name, "sku": old.sku} if old else {"sku": ""}
            found.append(line | kept)
        return found


def as_line(line: OrderLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("name", "quantity", "unit", "unit_price", "sku")}


def sum_of(lines: list[OrderLine]) -> Decimal | None:
    return total_of([(line.quantity, line.unit_price) for line in lines])
