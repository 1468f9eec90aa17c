"""Writing people down; each restaurant has exactly one primary contact while it has any."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from contact.models import Contact
from events.services import changes, record
from kernel.errors import Conflict, Invalid, Stale
from kernel.text import folded
from leads.models import Lead
from leads.policies import can_change_lead
from leads.rules.phones import e164
from users.models import User

SEARCHED = ("name", "role", "email", "phone", "phone_e164")


@transaction.atomic
def create_contact(restaurant: Lead, *, by: User, **values: Any) -> Contact:
    """Add a person; the first of a restaurant is its primary contact."""
    if not can_change_lead(by, restaurant):
        raise PermissionDenied
    hold(restaurant.pk)
    now = timezone.now()
    primary = values.pop("is_primary", False)
    contact = Contact(restaurant=restaurant, created_at=now, updated_at=now, **values)
    derive(contact)
    contact.save(force_insert=True)
    settle_primary(restaurant.pk, wanted=contact.pk if primary else None)
    contact.refresh_from_db(fields=["is_primary", "version"])
    record("contact.created", contact, by=by, lead_id=restaurant.pk, after=values)
    return contact


@transaction.atomic
def update_contact(
    contact: Contact, *, by: User, expected_version: int | None = None, **values: Any
) -> Contact:
    """Change a person; who left or was outranked is primary no more."""
    if not can_change_lead(by, contact.restaurant):
        raise PermissionDenied
    old_home = contact.restaurant_id
    new_home: Lead | None = values.pop("restaurant", None)
    if new_home is not None:
        if not can_change_lead(by, new_home):
            raise PermissionDenied
        values["restaurant_id"] = new_home.pk
    for home in sorted({old_home, values.get("restaurant_id", old_home)}):
        hold(home)
    before = {name: getattr(contact, name) for name in values}
    primary = values.pop("is_primary", None)
    moved = values.get("restaurant_id", old_home) != old_home
    if primary is False or moved:
        values["is_primary"] = False
    write(contact, values, expected_version=expected_version)
    home = contact.restaurant_id
    settle_primary(
        home,
        wanted=contact.pk if primary else None,
        last_choice=contact.pk if primary is False else None,
    )
    if moved:
        settle_primary(old_home)
    contact.refresh_from_db()
    record("contact.updated", contact, by=by, lead_id=home, **changes(before, values))
    return contact


@transaction.atomic
def delete_contact(contact: Contact, *, by: User, expected_version: int | None = None) -> None:
    """Take a person out of sight; what was said with them stays."""
    if not can_change_lead(by, contact.restaurant):
        raise PermissionDenied
    hold(contact.restaurant_id)
    gone = {"deleted_at": timezone.now(), "is_primary": False}
    write(contact, gone, expected_version=expected_version)
    settle_primary(contact.restaurant_id)
    record("contact.deleted", contact, by=by, lead_id=contact.restaurant_id)


@transaction.atomic
def restore_contact(contact: Contact, *, by: User) -> Contact:
    if not can_change_lead(by, contact.restaurant):
        raise PermissionDenied
    hold(contact.restaurant_id)
    back = Contact.objects.filter(pk=contact.pk, deleted_at__isnull=False).update(
        deleted_at=None, updated_at=timezone.now(), version=F("version") + 1
    )
    if not back:
        raise Conflict("Somebody else restored this contact first.")
    settle_primary(contact.restaurant_id)
    contact.refresh_from_db()
    record("contact.restored", contact, by=by, lead_id=contact.restaurant_id)
    return contact


def hold(restaurant_id: int) -> None:
    """Let nobody else choose this restaurant's primary contact until we are done."""
    Lead.objects.select_for_update(of=("self",)).filter(pk=restaurant_id).first()


def settle_primary(
    restaurant_id: int, *, wanted: int | None = None, last_choice: int | None = None
) -> None:
    """See to it that exactly one contact is primary: the wanted, else the one there is, else
    the oldest present; `last_choice` only when there is nobody else."""
    people = Contact.objects.filter(restaurant=restaurant_id, deleted_at=None)
    current = people.filter(is_primary=True).first()
    chosen = people.filter(pk=wanted).first() if wanted else None
    if chosen is None and current is not None and current.left_on is None:
        return
    if chosen is None:
        chosen = (
            people.present().exclude(pk=last_choice or 0).order_by("pk").first()
            or people.filter(pk=last_choice or 0).first()
            or current
            or people.order_by("pk").first()
        )
    if chosen is None or (current is not None and chosen.pk == current.pk):
        return
    people.filter(is_primary=True).update(is_primary=False, version=F("version") + 1)
    people.filter(pk=chosen.pk).update(is_primary=True, version=F("version") + 1)


def write(contact: Contact, values: dict[str, Any], *, expected_version: int | None) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    derive(contact)
    rows = Contact.objects.filter(pk=contact.pk, deleted_at=None)
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    columns = {name: getattr(contact, name) for name in {*values, "phone_e164", "search_key"}}
    if not rows.update(**columns, updated_at=timezone.now(), version=F("version") + 1):
        raise Stale("Somebody changed this contact in the meantime; read it again.")


def derive(contact: Contact) -> None:
    region = contact.restaurant.country or settings.DEFAULT_PHONE_REGION
    contact.phone_e164 = e164(contact.phone, region)
    contact.search_key = folded(" ".join(getattr(contact, name) for name in SEARCHED))


def home_of(user: User, restaurant_id: int) -> Lead:
    """Return the restaurant in the user's reach; another does not exist."""
    lead = Lead.objects.visible_to(user).filter(pk=restaurant_id).first()
    if lead is None:
        raise Invalid(restaurant="There is no such restaurant.")
    return lead
