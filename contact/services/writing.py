"""Writing people down."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from contact.models import Contact
from contact.services.primary import settle_primary
from events.services import changes, record
from kernel.changing import change
from kernel.errors import Conflict, Invalid, Stale
from kernel.text import folded
from leads.models import Lead
from leads.policies import can_change_lead
from leads.rules.phones import e164
from leads.services.touch import hold_leads
from users.models import User

LEFT = "Somebody who left cannot be the primary contact."
STALE = "Somebody changed this contact in the meantime; read it again."
SEARCHED = ("name", "role", "email", "phone", "phone_e164")


@transaction.atomic
def create_contact(restaurant: Lead, *, by: User, **values: Any) -> Contact:
    """Add a person; the first of a restaurant is its primary contact."""
    if not can_change_lead(by, restaurant):
        raise PermissionDenied
    hold_leads(restaurant.pk)
    now = timezone.now()
    primary = values.pop("is_primary", False)
    if primary and values.get("left_on"):
        raise Invalid(is_primary=LEFT)
    contact = Contact(restaurant=restaurant, created_at=now, updated_at=now, **values)
    derive(contact)
    contact.save(force_insert=True)
    settle_primary(restaurant.pk, by=by, actor=contact, wanted=contact.pk if primary else None)
    contact.refresh_from_db(fields=["is_primary"])
    after = values | {"is_primary": contact.is_primary}
    record("contact.created", contact, by=by, lead_id=restaurant.pk, after=after)
    return contact


@transaction.atomic
def update_contact(
    contact: Contact, *, by: User, expected_version: int | None = None, **values: Any
) -> Contact:
    """Change a person; who left or was outranked is primary no more."""
    new_home: Lead | None = values.pop("restaurant", None)
    if new_home is not None:
        if not can_change_lead(by, new_home):
            raise PermissionDenied
        values["restaurant_id"] = new_home.pk
    hold_with_home(contact, *([new_home.pk] if new_home else []), by=by)
    wish = values.pop("is_primary", None)
    changed = {name: value for name, value in values.items() if value != getattr(contact, name)}
    if wish and changed.get("left_on", contact.left_on):
        if not contact.is_primary:
            raise Invalid(is_primary=LEFT)
        wish = None
    if wish is False and not can_hand_on(contact):
        wish = None
    if changed or wish not in {None, contact.is_primary}:
        apply(contact, changed, by=by, wish=wish, expected_version=expected_version)
    elif expected_version not in {None, contact.version}:
        raise Stale(STALE)
    return contact


def can_hand_on(contact: Contact) -> bool:
    """Tell whether somebody else could be primary; the only one there stays it."""
    others = Contact.objects.filter(restaurant=contact.restaurant_id).exclude(pk=contact.pk)
    return others.present().exists()


def apply(
    contact: Contact,
    changed: dict[str, Any],
    *,
    by: User,
    wish: bool | None,
    expected_version: int | None,
) -> None:
    """Write what differs, settle who is primary at both homes, and tell both timelines."""
    old_home = contact.restaurant_id
    before = {name: getattr(contact, name) for name in {*changed, "is_primary"}}
    moved = "restaurant_id" in changed
    step_down = {"is_primary": False} if wish is False or moved else {}
    write(contact, changed | step_down, expected_version=expected_version)
    settle_primary(
        contact.restaurant_id,
        by=by,
        actor=contact,
        wanted=contact.pk if wish else None,
        last_choice=contact.pk if wish is False else None,
    )
    if moved:
        settle_primary(old_home, by=by, actor=contact)
    contact.refresh_from_db()
    facts = changes(before, changed | {"is_primary": contact.is_primary})
    if moved:
        record("contact.moved", contact, by=by, lead_id=old_home, **facts)
    record("contact.updated", contact, by=by, lead_id=contact.restaurant_id, **facts)


@transaction.atomic
def delete_contact(contact: Contact, *, by: User, expected_version: int | None = None) -> None:
    """Take a person out of sight; what was said with them stays."""
    hold_with_home(contact, by=by)
    before = {"is_primary": contact.is_primary, "deleted_at": None}
    gone = {"deleted_at": timezone.now(), "is_primary": False}
    write(contact, gone, expected_version=expected_version)
    settle_primary(contact.restaurant_id, by=by, actor=contact)
    facts = changes(before, gone)
    record("contact.deleted", contact, by=by, lead_id=contact.restaurant_id, **facts)


@transaction.atomic
def restore_contact(contact: Contact, *, by: User, expected_version: int | None = None) -> Contact:
    """Bring a deleted person back; primary again only when there is nobody else."""
    hold_with_home(contact, by=by)
    if expected_version not in {None, contact.version}:
        raise Stale(STALE)
    before = {"is_primary": False, "deleted_at": contact.deleted_at}
    back = Contact.objects.filter(pk=contact.pk, deleted_at__isnull=False).update(
        deleted_at=None, updated_at=timezone.now(), version=F("version") + 1
    )
    if not back:
        raise Conflict("Somebody else restored this contact first.")
    settle_primary(contact.restaurant_id, by=by, actor=contact)
    contact.refresh_from_db()
    facts = changes(before, {"is_primary": contact.is_primary, "deleted_at": None})
    record("contact.restored", contact, by=by, lead_id=contact.restaurant_id, **facts)
    return contact


def hold_with_home(contact: Contact, *others: int, by: User) -> None:
    """Hold the contact's restaurant, and read the contact as it is now that nobody can move it."""
    home = contact.restaurant_id
    hold_leads(home, *others)
    contact.refresh_from_db()
    if contact.restaurant_id != home:
        raise Stale(STALE)
    if not can_change_lead(by, contact.restaurant):
        raise PermissionDenied


def write(contact: Contact, values: dict[str, Any], *, expected_version: int | None) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    derive(contact)
    columns = {name: getattr(contact, name) for name in {*values, "phone_e164", "search_key"}}
    change(contact, expected_version=expected_version, stale=STALE, **columns)


def derive(contact: Contact) -> None:
    region = contact.restaurant.country
    contact.phone_e164 = e164(contact.phone, region, guess=settings.DEFAULT_PHONE_REGION)
    derive_keys(contact)


def derive_keys(contact: Contact) -> None:
    """Bring what is searched in line, the E.164 phone being so already."""
    contact.search_key = folded(" ".join(getattr(contact, name) for name in SEARCHED))


def home_of(user: User, restaurant_id: int) -> Lead:
    """Return the restaurant in the user's reach; another does not exist."""
    lead = Lead.objects.visible_to(user).filter(pk=restaurant_id).first()
    if lead is None:
        raise Invalid(restaurant="There is no such restaurant.")
    return lead
