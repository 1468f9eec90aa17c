"""Which cells can be changed, what each asks for, and the service each goes through."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, delete_plan, update_plan
from call_planning.services.taking_back import put_plan_back, state_of
from contact.models import Contact
from contact.rules import DecisionRole, RoleCode
from contact.services.writing import update_contact
from events.models import Event
from kernel.clock import local_day, midnight, zone_of
from kernel.errors import Conflict, NotInReach
from leads.models import Lead, Tier
from leads.rules.status import LeadStatus, LostReason, Via
from leads.services.bulk import put_back
from leads.services.pipeline import MOVED
from leads.services.writing import update_lead
from users.models import User
from users.policies import leads_people
from web.calls.forms import RHYTHMS
from web.lists.all import TABLES
from web.lists.filters import name_of
from web.lists.tables import Column, Table
from web.undo import undoable, way_back

Fields = dict[str, forms.Field]
LEAD_FIELDS = {
    "status": "lead_status",
    "tier": "tier",
    "owner": "assigned_to_id",
    "potential": "potential_revenue",
    "phone": "phone",
    "email": "email",
    "person": "contact_person",
    "city": "city",
    "cuisine": "cuisine_type",
    "source": "source",
}
CONTACT_FIELDS = {
    "role": "role_code",
    "job": "role",
    "phone": "phone",
    "email": "email",
    "decides": "decision_role",
}
CHOICES: dict[str, Any] = {
    "lead_status": LeadStatus.choices,
    "tier": [("", _("No tier")), *Tier.choices],
    "role_code": RoleCode.choices,
    "decision_role": DecisionRole.choices,
}


class Edit:
    """One cell of one row; `field` is the model's."""

    def __init__(self, table: Table, column: Column, row: Any, user: User, field: str) -> None:
        self.table, self.column, self.row, self.user, self.field = table, column, row, user, field

    @property
    def name(self) -> str:
        return self.table.name_of(self.row)

    @property
    def url(self) -> str:
        return f"{self.table.path}{self.row.pk}/cell/{self.column.name}/"

    @property
    def version(self) -> int:
        return int(self.row.version)

    def again(self) -> "Edit":
        """Read the row anew; it may have left the reader's reach with this very change."""
        self.row = self.table.rows(self.user).filter(pk=self.row.pk).first() or self.row
        return self

    def initial(self) -> dict[str, Any]:
        return {"value": getattr(self.row, self.field), "version": self.version, "was": self.held}

    @property
    def held(self) -> str:
        """What the cell holds, in the words in which its form says what it was drawn with."""
        value = as_json(getattr(self.row, self.field))
        return "" if value is None else str(value)

    @property
    def shown(self) -> str:
        """What the cell holds, as the list shows it."""
        return self.column.cell(self.row, self.user).text or _now("nothing")

    @property
    def on_record(self) -> QuerySet[Event]:
        """The facts among which the last change of the cell is."""
        row = {"subject": self.row._meta.model_name, "subject_id": self.row.pk}
        return Event.objects.filter(**row, data__after__has_key=self.field)

    @property
    def changed_by(self) -> str:
        """Who changed the cell last, if that is on record."""
        last = self.on_record.select_related("by").order_by("-pk").first()
        return name_of(last.by) if last else _now("Somebody")

    def since(self, given: dict[str, Any]) -> int:
        """Return the version to write at: today's, while the cell is as its form was drawn.

        A note or a call raises the version of its lead, and changes none of its cells.
        """
        return self.version if given["was"] == self.held else int(given["version"])

    def fields(self) -> Fields:
        return {"value": self.value_field()}

    def value_field(self) -> forms.Field:
        label = self.column.label
        if self.field in CHOICES:
            return forms.ChoiceField(
                label=label, choices=CHOICES[self.field], required=self.field != "tier"
            )
        if self.field == "potential_revenue":
            return forms.DecimalField(
                label=label, required=False, min_value=0, max_digits=12, decimal_places=2
            )
        longest = self.row._meta.get_field(self.field).max_length
        kind = forms.EmailField if self.field == "email" else forms.CharField
        return kind(label=label, required=False, max_length=longest)

    def save(self, given: dict[str, Any]) -> str:
        """Write it through the service, and return the way back."""
        before = {self.field: getattr(self.row, self.field)}
        self.write({self.field: given["value"]}, self.since(given))
        return self.undo(before)

    def write(self, values: dict[str, Any], version: int) -> None:
        write = update_contact if isinstance(self.row, Contact) else update_lead
        full = type(self.row).objects.get(pk=self.row.pk)
        via = {} if isinstance(self.row, Contact) else {"via": Via.WEB}
        write(full, by=self.user, expected_version=version, **via, **values)

    def put_back(self, values: dict[str, Any], version: int) -> None:
        """Write what the cell held before, if nothing happened to its row since."""
        columns = self.row._meta
        read = {name: columns.get_field(name).to_python(value) for name, value in values.items()}
        self.write(read, version)

    def undo(self, before: dict[str, Any]) -> str:
        plain = {name: as_json(value) for name, value in before.items()}
        facts = {"table": self.table.name, "pk": self.row.pk, "column": self.column.name}
        version = type(self.row).objects.values_list("version", flat=True).get(pk=self.row.pk)
        return way_back("cell", by=self.user, values=plain, version=version, **facts)


class StatusEdit(Edit):
    """A lost lead has a reason."""

    @property
    def on_record(self) -> QuerySet[Event]:
        return Event.objects.filter(lead_id=self.row.pk, name="lead.status_changed")

    def fields(self) -> Fields:
        reason = forms.ChoiceField(
            label=_("Why is it lost?"), choices=LostReason.choices, required=False
        )
        return {"value": self.value_field(), "reason": reason}

    def save(self, given: dict[str, Any]) -> str:
        before = {name: getattr(self.row, name) for name in MOVED}
        values = {"lead_status": given["value"]}
        if given["value"] == LeadStatus.LOST:
            values["lost_reason"] = given["reason"]
        self.write(values, self.since(given))
        return self.undo(before)

    def put_back(self, values: dict[str, Any], version: int) -> None:
        full = Lead.objects.get(pk=self.row.pk)
        if full.version != version:
            raise Conflict(_now("This lead was changed since; this cannot be undone any more."))
        put_back(full, by=self.user, via=Via.WEB, before=values)


class OwnerEdit(Edit):
    def value_field(self) -> forms.Field:
        people = User.objects.visible_to(self.user).filter(is_active=True).order_by("username")
        named = [("", _("Nobody")), *((person.pk, name_of(person)) for person in people)]
        return forms.TypedChoiceField(
            label=self.column.label, choices=named, required=False, coerce=int, empty_value=None
        )


class NextCallEdit(Edit):
    """The next call is the call plan's; without a plan it starts one."""

    def plan(self) -> CallPlan | None:
        return CallPlan.objects.filter(lead=self.row.pk).select_related("lead").first()

    def initial(self) -> dict[str, Any]:
        plan, zone = self.plan(), zone_of(self.user.timezone)
        at = self.row.next_call_date
        version = plan.version if plan else 0
        day = local_day(at, zone) if at else None
        return {"value": day, "version": version, "was": self.held}

    @property
    def on_record(self) -> QuerySet[Event]:
        return Event.objects.filter(lead_id=self.row.pk, subject="callplan")

    @property
    def version(self) -> int:
        plan = self.plan()
        return plan.version if plan else 0

    def fields(self) -> Fields:
        day = forms.DateField(label=self.column.label, widget=forms.DateInput({"type": "date"}))
        if self.plan() is not None:
            return {"value": day}
        rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS, initial="MONTHLY")
        return {"value": day, "frequency": rhythm}

    def save(self, given: dict[str, Any]) -> str:
        at = midnight(given["value"], zone_of(self.user.timezone))
        plan, facts = self.plan(), {"lead": self.row.pk}
        if plan is None:
            lead = Lead.objects.get(pk=self.row.pk)
            made = create_plan(lead, by=self.user, frequency=given["frequency"], next_call_date=at)
            return way_back("next-call", by=self.user, state=None, version=made.version, **facts)
        before = state_of(plan)
        off = {"snoozed_until": None, "promised_at": None, "paused_at": None}
        after = update_plan(
            plan, by=self.user, expected_version=self.since(given), next_call_date=at, **off
        )
        return way_back("next-call", by=self.user, state=before, version=after.version, **facts)


EDITS: dict[str, type[Edit]] = {"status": StatusEdit, "owner": OwnerEdit, "next_call": NextCallEdit}
FIELDS = {"leads": LEAD_FIELDS | {"next_call": "next_call_date"}, "contacts": CONTACT_FIELDS}


def edit_of(table: Table, user: User, pk: int, name: str) -> Edit | None:
    """Return the cell for who has its row in reach; None for one that cannot be changed."""
    column = table.column(name)
    if column is None or not column.edit or (column.managers and not leads_people(user)):
        return None
    row = table.rows(user).filter(pk=pk).first()
    if row is None:
        return None
    kind = EDITS.get(name, Edit) if table.name == "leads" else Edit
    return kind(table, column, row, user, FIELDS[table.name][name])


def as_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@undoable("cell")
def back_cell(
    *, by: User, table: str, pk: int, column: str, values: dict[str, Any], version: int
) -> None:
    edit = edit_of(TABLES[table], by, pk, column)
    if edit is None:
        raise NotInReach
    edit.put_back(values, version)


@undoable("next-call")
def back_next_call(*, by: User, lead: int, state: dict[str, Any] | None, version: int) -> None:
    plan = CallPlan.objects.visible_to(by).select_related("lead").filter(lead=lead).first()
    if plan is None:
        raise NotInReach
    if state is None:
        delete_plan(plan, by=by, expected_version=version)
    else:
        put_plan_back(plan, by=by, state=state, version=version)
