"""What is asked for when a call is logged or put off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from call_planning.models import CallPlan
from call_planning.rules.frequency import Frequency
from contact.models import Contact
from interaction_tracking.rules import Outcome
from web.calls.lines import LinesForm
from web.forms import Form
from web.words import short_day

NOON = timedelta(hours=12)
SNOOZE_DAYS = (1, 2, 3, 7, 14)
A_DAY = timedelta(days=1)
AT_ONCE = timedelta(minutes=2)
LONG_AGO = timedelta(days=366)
RHYTHMS = [choice for choice in Frequency.choices if choice[0] != Frequency.CUSTOM]


class CallForm(LinesForm):
    """A call: how it went, what was said, what comes next, what was ordered."""

    asked_as: ClassVar[dict[str, str]] = {
        "next_call_date": "follow_up",
        "follow_up_at": "follow_up",
        "last_called": "date",
    }

    outcome = forms.ChoiceField(choices=Outcome.choices)
    details = forms.CharField(
        label=_("What was said?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "placeholder": _("Saved with the call.")}),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=_("Spoke with"), required=False, empty_label=_("Nobody named")
    )
    follow_up = forms.DateField(
        label=_("Next call on"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Left empty: by the plan."),
    )
    # Without a plan a day starts one: nobody would be reminded of it else.
    frequency = forms.ChoiceField(
        label=_("How often from then on"),
        choices=RHYTHMS,
        initial=Frequency.MONTHLY,
        required=False,
    )
    order_placed = forms.BooleanField(label=_("They placed an order"), required=False)
    order_text = forms.CharField(
        label=_("What was ordered"), required=False, max_length=5000, widget=forms.TextInput()
    )
    order_total = forms.DecimalField(
        label=_("Total"), required=False, min_value=0, max_digits=12, decimal_places=2
    )

    date = forms.DateTimeField(required=False)  # set by the device (waiting.js), never shown

    def __init__(
        self,
        lead_id: int,
        *args: Any,
        planned: bool,
        people: Sequence[Contact] | None = None,
        **kwargs: Any,
    ) -> None:
        """`people` are those at the restaurant, where they are known: they need no query then."""
        super().__init__(*args, **kwargs)
        if planned:
            del self.fields["frequency"]
        else:
            self.fields["follow_up"].help_text = _("Left empty: nobody is reminded.")
        there = Contact.objects.filter(restaurant=lead_id).present().order_by("-is_primary", "pk")
        field: Any = self.fields["contact"]
        field.queryset = there
        if people is not None:
            named = [(person.pk, field.label_from_instance(person)) for person in people]
            field.choices = [("", field.empty_label), *named]

    def clean_date(self) -> datetime:
        """When it was, by the device; ours for a call that arrives at once, or from the future.

        So a phone's clock that is off by a little moves nothing, and one that runs ahead does not
        keep a call from being logged.
        """
        date: datetime | None = self.cleaned_data["date"]
        now = timezone.now()
        if date is None or date > now - AT_ONCE:
            return now
        if date < now - LONG_AGO:
            raise forms.ValidationError(_("This lies more than a year back."))
        return date

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        day, called_at = given.get("follow_up"), given.get("date")
        if day and called_at and day < (called_at - A_DAY).date():  # whatever the zone
            self.add_error("follow_up", _("This day has passed."))
        return given

    def next_call(self, zone: ZoneInfo) -> datetime | None:
        """Return the midnight of the day that was asked for."""
        day = self.cleaned_data["follow_up"]
        return datetime.combine(day, datetime.min.time(), tzinfo=zone) if day else None

    def call(self, *, zone: ZoneInfo, plan: CallPlan | None) -> dict[str, Any]:
        """Return what the use case takes."""
        given = self.cleaned_data
        values: dict[str, Any] = {
            "last_called" if plan is not None else "date": given["date"],
            "outcome": given["outcome"],
            "details": given["details"],
            "next_step": given["next_step"],
            "contact_id": given["contact"].pk if given["contact"] else None,
        }
        if at := self.next_call(zone):
            contact = given["outcome"] == Outcome.CONNECTED
            name = "next_call_date" if plan is not None and contact else "follow_up_at"
            values[name] = at if name == "next_call_date" else at + NOON
        if block := self.order():
            values["order"] = block
        return values

    def order(self) -> dict[str, Any]:
        """Return what was ordered: lines, or words and a total; nothing when nothing is said."""
        given = self.cleaned_data
        text, total = given["order_text"], given["order_total"]
        if given["lines"]:
            named = {"product_details": text} if text else {}
            return (
                named
                | ({} if total is None else {"total_price": total})
                | {"lines": given["lines"]}
            )
        if given["order_placed"] or text or total is not None:
            return {"product_details": text or given["details"], "total_price": total}
        return {}


class SnoozeForm(Form):
    days = forms.TypedChoiceField(
        label=_("Put the call off by"),
        coerce=int,
        choices=[(days, str(days)) for days in SNOOZE_DAYS],
    )
    reason = forms.CharField(label=_("Why?"), required=False, max_length=500)


def named_days(now: datetime, zone: ZoneInfo) -> list[tuple[int, str]]:
    """Return the days a call can be put off by, each with its date."""
    return [(days, short_day(now + timedelta(days=days), zone)) for days in SNOOZE_DAYS]
