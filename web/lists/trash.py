"""What was deleted, until it is purged."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from contact.models import Contact
from interaction_tracking.models import Interaction
from leads.models import Lead
from users.models import User
from web.lists import cells, contacts, interactions, leads
from web.lists.contacts import CONTACTS
from web.lists.filters import Filter
from web.lists.interactions import INTERACTIONS
from web.lists.leads import LEADS
from web.lists.tables import Column, Shown, Table
from web.lists.wheres import below_leads

TABS = (
    ("/trash/", _("Accounts")),
    ("/trash/contacts/", _("Contacts")),
    ("/trash/interactions/", _("Interactions")),
)
FILLED = frozenset({"deleted_at"})
EMPTY = {
    "icon": "trash-2",
    "title": _("Nothing in the trash"),
    "text": _("What is deleted lies here and can be restored with everything that hung on it."),
    "action": _("Back to the accounts"),
    "href": "/leads/",
}
# What the tables of all three have alike.
IN_TRASH: dict[str, Any] = {
    "nav": "trash",
    "title": _("Trash"),
    "default_sort": "-deleted",
    "empty": EMPTY,
    "bulk": "web/lists/_bulk_trash.html",
    "tabs": TABS,
    "trash": True,
    "filled": FILLED,
    "purges": True,
}


def purged_on(row: Any) -> Any:
    return row.deleted_at + settings.TIME_IN_TRASH


def plain(show: Any) -> Any:
    """The name without a way in: there is no page of what is deleted."""

    def without(row: Any, user: User) -> Shown:
        found: Shown = show(row, user)
        return replace(found, href="")

    return without


def kept(columns: tuple[Column, ...], *names: str) -> tuple[Column, ...]:
    """Return these columns, readable only."""
    found = [column for column in columns if column.name in names]
    return tuple(replace(c, edit=False, default=True, managers=False) for c in found)


def filters(table: Table, *names: str) -> tuple[Filter, ...]:
    return tuple(f for f in table.filters if f.name in names)


PURGED = Column("purged", _("Gone for good on"), purged_on)
DELETED = Column(
    "deleted",
    _("Deleted"),
    lambda row: row.deleted_at,
    cells.when("deleted_at"),
    sort="deleted_at",
)
LEADS_IN_TRASH = replace(
    LEADS,
    name="trash",
    path="/trash/",
    rows=lambda user: leads.slim(Lead.objects.trash_of(user)),
    columns=(
        replace(leads.COLUMNS[0], show=plain(leads.name)),
        DELETED,
        PURGED,
        *kept(leads.COLUMNS, "status", "tier", "potential"),
        replace(leads.COLUMNS[3], edit=False),
    ),
    filters=filters(LEADS, "status", "tier", "owner", "city"),
    **IN_TRASH,
)
CONTACTS_IN_TRASH = replace(
    CONTACTS,
    name="trash-contacts",
    path="/trash/contacts/",
    rows=lambda user: contacts.slim(
        below_leads(Contact.objects.all(), "restaurant", user, deleted=True)
    ),
    columns=(
        replace(contacts.COLUMNS[0], show=plain(contacts.name)),
        DELETED,
        PURGED,
        *kept(contacts.COLUMNS, "account", "role", "phone", "email"),
    ),
    filters=filters(CONTACTS, "role"),
    **IN_TRASH,
)
INTERACTIONS_IN_TRASH = replace(
    INTERACTIONS,
    name="trash-interactions",
    path="/trash/interactions/",
    rows=lambda user: interactions.slim(
        below_leads(Interaction.objects.all(), "lead", user, deleted=True)
    ),
    columns=(
        *kept(interactions.COLUMNS, "when", "type", "account"),
        DELETED,
        PURGED,
        *kept(interactions.COLUMNS, "outcome", "details", "order"),
    ),
    filters=filters(INTERACTIONS, "type", "outcome", "author"),
    **IN_TRASH,
)
