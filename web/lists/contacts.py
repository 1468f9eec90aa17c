"""The list of people at the restaurants."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contact.models import Contact
from contact.rules import Channel, DecisionRole, RoleCode
from kernel.slots import like_pattern
from users.models import User
from web.lists import cells
from web.lists.filters import Filter, is_, one_of, people_in
from web.lists.tables import Column, Shown, Table
from web.lists.wheres import below_leads
from web.words import short_day

HEAVY = ("address", "search_key")
HOME = tuple(f"restaurant__{name}" for name in ("notes", "search_key", "service_hours"))


def name(row: Any, user: User) -> Shown:
    return Shown(row.name, "name", href=f"/leads/{row.restaurant_id}/", sub=row.role)


def account(row: Any, user: User) -> Shown:
    href = f"/leads/{row.restaurant_id}/"
    return Shown(row.restaurant.name, "link", href=href, sub=row.restaurant.city)


def standing(row: Any, user: User) -> Shown:
    """The one thing to know before calling: who left, who asked not to be called, who is first."""
    if row.left_on:
        text = _now("Left %s") % short_day(row.left_on, user.timezone)
        return Shown(text, "pill", "warn")
    if row.do_not_call:
        return Shown(_now("Do not call"), "pill", "danger")
    return Shown(_now("Primary") if row.is_primary else "", "pill", "accent")


def phone(row: Any, user: User) -> Shown:
    if row.do_not_call or row.left_on:
        return Shown(row.phone)
    return Shown(row.phone, "phone", href=row.phone_e164)


def present(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
    return rows.filter(left_on__isnull=values[0] == "yes")


COLUMNS = (
    Column("name", _("Name"), lambda row: row.name, name, sort="name", up=True, fixed=True),
    Column(
        "account",
        _("Account"),
        lambda row: row.restaurant.name,
        account,
        sort="restaurant__name",
        up=True,
    ),
    Column(
        "role",
        _("Role"),
        lambda row: cells.label_of(RoleCode.choices, row.role_code),
        edit=True,
    ),
    Column("job", _("Job title"), lambda row: row.role, default=False, edit=True),
    Column("phone", _("Phone"), lambda row: row.phone, phone, edit=True),
    Column("email", _("E-mail"), lambda row: row.email, edit=True),
    Column(
        "decides",
        _("Decision"),
        lambda row: cells.label_of(DecisionRole.choices, row.decision_role),
        edit=True,
        phone=False,
    ),
    Column("standing", _("Note"), lambda row: standing_text(row), standing),
    Column(
        "channel",
        _("Prefers"),
        lambda row: cells.label_of(Channel.choices, row.preferred_channel),
        default=False,
    ),
    Column("created", _("Added"), lambda row: row.created_at, sort="created_at", default=False),
)
FILTERS = (
    Filter(
        "role", _("Role"), _("Role is"), "choice", one_of("role_code"), choices=RoleCode.choices
    ),
    Filter(
        "present",
        _("Still there"),
        _("Still there:"),
        "choice",
        present,
        choices=[("yes", _("Yes")), ("no", _("No, left"))],
    ),
    Filter("do_not_call", _("Do not call"), _("Do not call"), "flag", is_("do_not_call")),
    Filter("primary", _("Primary"), _("Primary"), "flag", is_("is_primary")),
    Filter(
        "decides",
        _("Decision"),
        _("Decision:"),
        "choice",
        one_of("decision_role"),
        choices=DecisionRole.choices,
    ),
    Filter(
        "owner",
        _("Owner"),
        _("Owner is"),
        "person",
        people_in("restaurant__assigned_to"),
        managers=True,
        nobody=True,
    ),
)
EMPTY = {
    "icon": "contact-round",
    "title": _("No contacts yet"),
    "text": _("The people at your restaurants stand here: whom to ask for, and how to reach them."),
    "action": _("Choose an account"),
    "href": "/leads/",
}


def standing_text(row: Any) -> str:
    """Return what an export says of a person."""
    if row.left_on:
        return str(_now("Left %s") % row.left_on)
    if row.do_not_call:
        return _now("Do not call")
    return _now("Primary") if row.is_primary else ""


def counted(count: int) -> str:
    return ngettext("contact", "contacts", count)


def search(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    pattern = like_pattern(word)
    return rows.filter(search_key__like=pattern) | rows.filter(restaurant__search_key__like=pattern)


def slim(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("restaurant").defer(*HEAVY, *HOME)


CONTACTS = Table(
    name="contacts",
    path="/contacts/",
    nav="contacts",
    title=_("Contacts"),
    counted=counted,
    rows=lambda user: slim(below_leads(Contact.objects.all(), "restaurant", user, deleted=False)),
    search=search,
    placeholder=_("Search name, role, account, phone"),
    columns=COLUMNS,
    filters=FILTERS,
    default_sort="name",
    lead_of=lambda row: row.restaurant_id,
    name_of=lambda row: row.name,
    empty=EMPTY,
    bulk="web/lists/_bulk_delete.html",
)
