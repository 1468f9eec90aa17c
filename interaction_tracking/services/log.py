"""Writing down what took place: the one path for calls, visits and orders."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from contact.models import Contact
from events.services import changes, record
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType, Outcome, is_too_far_ahead
from interaction_tracking.services.orders import keep_order, told_order
from kernel.changing import change
from kernel.errors import Conflict, Invalid, Stale
from leads.models import Lead
from leads.policies import can_change_lead
from leads.services.touch import hold_leads, set_sums
from users.models import User

FIXED = frozenset({"id", "lead", "created_by", "created_at"})
STALE = "Somebody changed this interaction in the meantime; read it again."


@transaction.atomic
def log_interaction(
    lead: Lead, *, by: User, order: dict[str, Any] | None = None, **values: Any
) -> Interaction:
    """Write down a touch with the lead; its order, its sums and its call plan follow at once."""
    if not can_change_lead(by, lead):
        raise PermissionDenied
    hold_leads(lead.pk)
    now = timezone.now()
    interaction = Interaction(
        lead=lead, created_by=by, created_at=now, updated_at=now, **{"date": now} | values
    )
    complete(interaction, order)
    check(interaction, order)
    interaction.save(force_insert=True)
    if interaction.order_placed:
        keep_order(interaction, order)
    sum_up(lead.pk)
    record(
        "interaction.logged",
        interaction,
        by=by,
        lead_id=lead.pk,
        after={**values, "order": order, "interaction_type": interaction.interaction_type},
    )
    return interaction


@transaction.atomic
def update_interaction(
    interaction: Interaction,
    *,
    by: User,
    expected_version: int | None = None,
    order: dict[str, Any] | None = None,
    **values: Any,
) -> Interaction:
    """Change what was written down; the lead stays the same."""
    if not can_change_lead(by, interaction.lead):
        raise PermissionDenied
    hold(interaction)
    if expected_version not in {None, interaction.version}:
        raise Stale(STALE)
    before = {name: getattr(interaction, name) for name in values}
    values = {name: value for name, value in values.items() if value != before[name]}
    order = moved_along(interaction, order, values)
    if not values and order is None:
        return interaction
    order_before = told_order(interaction, order)
    for name, value in values.items():
        setattr(interaction, name, value)
    complete(interaction, order)
    check(interaction, order, contact_moved="contact_id" in values)
    columns = {**values, "outcome": interaction.outcome, "order_placed": interaction.order_placed}
    change(interaction, expected_version=expected_version, stale=STALE, **columns)
    if not interaction.order_placed:
        Order.objects.filter(interaction=interaction).delete()
    elif order is not None or not Order.objects.filter(interaction=interaction).exists():
        keep_order(interaction, order)
    sum_up(interaction.lead_id)
    record(
        "interaction.updated",
        interaction,
        by=by,
        lead_id=interaction.lead_id,
        **changes({**before, "order": order_before}, {**values, "order": order}),
    )
    return interaction


@transaction.atomic
def delete_interaction(
    interaction: Interaction, *, by: User, expected_version: int | None = None
) -> None:
    """Take it out of sight; sums and call plan are as if it had not been."""
    if not can_change_lead(by, interaction.lead):
        raise PermissionDenied
    hold(interaction)
    change(interaction, expected_version=expected_version, stale=STALE, deleted_at=timezone.now())
    sum_up(interaction.lead_id)
    record("interaction.deleted", interaction, by=by, lead_id=interaction.lead_id)


@transaction.atomic
def restore_interaction(
    interaction: Interaction, *, by: User, expected_version: int | None = None
) -> Interaction:
    """Bring back what was deleted, its order and the sums of the lead with it."""
    if not can_change_lead(by, interaction.lead):
        raise PermissionDenied
    hold(interaction)
    if expected_version not in {None, interaction.version}:
        raise Stale(STALE)
    back = Interaction.objects.filter(pk=interaction.pk, deleted_at__isnull=False).update(
        deleted_at=None, updated_at=timezone.now(), version=F("version") + 1
    )
    if not back:
        raise Conflict("Somebody else restored this interaction first.")
    interaction.refresh_from_db()
    sum_up(interaction.lead_id)
    record("interaction.restored", interaction, by=by, lead_id=interaction.lead_id)
    return interaction


def hold(interaction: Interaction) -> None:
    """Hold its lead, and read what is written down now that nobody else can change it."""
    hold_leads(interaction.lead_id)
    names = [field.name for field in interaction._meta.concrete_fields if field.name not in FIXED]
    try:
        interaction.refresh_from_db(fields=names)
    except Interaction.DoesNotExist:
        raise Stale(STALE) from None


def complete(interaction: Interaction, order: dict[str, Any] | None) -> None:
    """Fill what goes without saying: a call connected, an ORDER is an order placed."""
    if interaction.interaction_type == InteractionType.CALL and not interaction.outcome:
        interaction.outcome = Outcome.CONNECTED
    if interaction.interaction_type == InteractionType.ORDER or order is not None:
        interaction.order_placed = True


def check(
    interaction: Interaction, order: dict[str, Any] | None, *, contact_moved: bool = True
) -> None:
    """Refuse the future and a stranger; a contact who was deleted since may stay where they are."""
    now = timezone.now()
    if is_too_far_ahead(interaction.date, now=now):
        raise Invalid(date="This lies in the future; log it when it has happened.")
    if is_too_far_ahead((order or {}).get("order_date") or now, now=now):
        raise Invalid(order="order_date lies in the future; log it when it has been placed.")
    contact = interaction.contact_id
    if contact is None or not contact_moved:
        return
    here = Contact.objects.filter(pk=contact, restaurant=interaction.lead_id, deleted_at=None)
    if not here.exists():
        raise Invalid(contact="This lead has no such contact.")


def moved_along(
    interaction: Interaction, order: dict[str, Any] | None, values: dict[str, Any]
) -> dict[str, Any] | None:
    """Return the block with the new date of an order that stood on the old one of its touch."""
    stays_order = interaction.order_placed and values.get("order_placed", True)
    if "date" not in values or not stays_order or "order_date" in (order or {}):
        return order
    dated_alike = Order.objects.filter(interaction=interaction, ordered_at=interaction.date)
    return {**(order or {}), "order_date": values["date"]} if dated_alike.exists() else order


def sum_up(lead_id: int) -> None:
    """Bring the lead's last contact, last activity and last order in line."""
    active = Interaction.objects.filter(lead=lead_id, deleted_at=None).aggregate(at=Max("date"))
    contacted = Interaction.objects.filter(lead=lead_id).contacts().aggregate(at=Max("date"))
    ordered = Order.objects.filter(lead=lead_id).counted().aggregate(at=Max("ordered_at"))
    set_sums(
        lead_id,
        last_contacted_at=contacted["at"],
        last_activity_at=active["at"],
        last_order_at=ordered["at"],
    )
