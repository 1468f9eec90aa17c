"""Exactly one contact of a restaurant is primary while it has any."""

from django.db.models import F
from django.utils import timezone

from contact.models import Contact
from contact.querysets import ContactQuerySet
from events.services import changes, record
from users.models import User


def settle_primary(
    restaurant_id: int,
    *,
    by: User,
    actor: Contact,
    wanted: int | None = None,
    last_choice: int | None = None,
) -> None:
    """See to it that exactly one contact is primary, and record whose turn it is.

    The actor's own change stands in the actor's own event.
    """
    people = Contact.objects.filter(restaurant=restaurant_id, deleted_at=None)
    current = people.filter(is_primary=True).first()
    chosen = chosen_primary(people, current, wanted=wanted, last_choice=last_choice)
    if chosen is None or chosen == current:
        return
    if current is not None:
        set_primary(current, by=by, actor=actor, primary=False)
    set_primary(chosen, by=by, actor=actor, primary=True)


def chosen_primary(
    people: ContactQuerySet, current: Contact | None, *, wanted: int | None, last_choice: int | None
) -> Contact | None:
    """Choose the wanted, else the one there is, else the oldest present; `last_choice` only when
    there is nobody else."""
    if wanted:
        return people.filter(pk=wanted).first()
    if current is not None and current.left_on is None:
        return current
    return (
        people.present().exclude(pk=last_choice or 0).order_by("pk").first()
        or people.filter(pk=last_choice or 0).first()
        or current
        or people.order_by("pk").first()
    )


def set_primary(person: Contact, *, by: User, actor: Contact, primary: bool) -> None:
    row = Contact.objects.filter(pk=person.pk)
    if person == actor:
        row.update(is_primary=primary)
        return
    row.update(is_primary=primary, updated_at=timezone.now(), version=F("version") + 1)
    record(
        "contact.updated",
        person,
        by=by,
        lead_id=person.restaurant_id,
        **changes({"is_primary": not primary}, {"is_primary": primary}),
    )
