"""Which column of a file is read as what: guessed from its name, and chosen by who sends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transfers.rules import orders
from transfers.rules.kinds import Kind
from transfers.rules.mapping import Synonyms, default_map
from transfers.rules.reading import Row, Table
from transfers.rules.synonyms import SYNONYMS
from transfers.services.lead_rows import OWNER
from transfers.services.lead_rows import TARGETS as LEAD_TARGETS
from users.models import User
from users.policies import leads_people

PREFIX = "read-as:"
ROWS_READ = 20  # to find an example in every column
EXAMPLES = 2
LONGEST_EXAMPLE = 40
LABELS: dict[str, dict[str, Any]] = {
    Kind.LEADS: {
        "name": gettext_lazy("Name"),
        "address": gettext_lazy("Address"),
        "city": gettext_lazy("City"),
        "state": gettext_lazy("State"),
        "pincode": gettext_lazy("Post code"),
        "country": gettext_lazy("Country"),
        "location": gettext_lazy("Place as one text"),
        "contact_person": gettext_lazy("Contact person"),
        "phone": gettext_lazy("Phone"),
        "email": gettext_lazy("E-mail"),
        "notes": gettext_lazy("Notes"),
        "cuisine_type": gettext_lazy("Cuisine"),
        "restaurant_type": gettext_lazy("Kind of restaurant"),
        "external_id": gettext_lazy("Your own number"),
        "source": gettext_lazy("Source"),
        "lead_status": gettext_lazy("Status"),
        "potential_revenue": gettext_lazy("Potential a year"),
        "tier": gettext_lazy("Tier"),
        "assigned_to": gettext_lazy("Owner"),
        "seats": gettext_lazy("Seats"),
        "website": gettext_lazy("Website"),
        "timezone": gettext_lazy("Time zone"),
        "latitude": gettext_lazy("Latitude"),
        "longitude": gettext_lazy("Longitude"),
    },
    Kind.ORDERS: {
        "account": gettext_lazy("Customer"),
        "date": gettext_lazy("Order date"),
        "amount": gettext_lazy("Total"),
        "external_id": gettext_lazy("Order number"),
        "sku": gettext_lazy("Article number"),
        "name": gettext_lazy("Product"),
        "quantity": gettext_lazy("Quantity"),
        "unit": gettext_lazy("Unit"),
        "unit_price": gettext_lazy("Price per unit"),
    },
}


def field_name(kind: str, name: str) -> str:
    return str(LABELS[kind].get(name, name))


class MappingRefused(ValueError):
    """The columns chosen, or guessed, do not make a list."""


@dataclass(frozen=True)
class ColumnRead:
    """A column of the file: what stands in it, and as what it is read."""

    header: str
    examples: Sequence[str]
    read_as: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.header}"


@dataclass(frozen=True)
class Columns:
    """The columns of a file, as they are read now."""

    kind: str
    read: Sequence[ColumnRead]
    choices: Sequence[tuple[str, Any]]

    @property
    def mapping(self) -> dict[str, str]:
        """Return field to header; raises MappingRefused naming what is missing or there twice."""
        mapping: dict[str, str] = {}
        for column in self.read:
            if column.read_as and column.read_as in mapping:
                field = field_name(self.kind, column.read_as)
                raise MappingRefused(_("Two columns are read as %s: choose one.") % field)
            if column.read_as:
                mapping[column.read_as] = column.header
        check_complete(self.kind, mapping)
        return mapping


def columns_of(table: Table, kind: str, sent: Mapping[str, str], user: User) -> Columns:
    """Return what is chosen for exactly these columns, else what their names suggest."""
    labels = {name: label for name, label in LABELS[kind].items() if may_say(name, user)}
    chosen = {key.removeprefix(PREFIX): sent[key] for key in sent if key.startswith(PREFIX)}
    if chosen.keys() != set(table.headers):
        chosen = guessed(table.headers, kind, list(labels))
    first = list(islice(table.rows, ROWS_READ))
    read = [
        ColumnRead(header, examples(header, first), known(chosen[header], labels))
        for header in table.headers
    ]
    return Columns(kind, read, [("", _("not read")), *labels.items()])


def known(name: str, labels: Mapping[str, Any]) -> str:
    return name if name in labels else ""


def may_say(name: str, user: User) -> bool:
    """Whose a restaurant is, only those say who hand them out."""
    return name != OWNER or leads_people(user)


def guessed(headers: Sequence[str], kind: str, fields: Sequence[str]) -> dict[str, str]:
    words: Synonyms = orders.SYNONYMS if kind == Kind.ORDERS else SYNONYMS
    every = orders.TARGETS if kind == Kind.ORDERS else LEAD_TARGETS
    mapping = default_map(headers, [name for name in every if name in fields], words)
    read_as = {header: field for field, header in mapping.items()}
    return {header: read_as.get(header, "") for header in headers}


def examples(header: str, rows: Sequence[Row]) -> list[str]:
    texts = (row.cells.get(header, "").strip() for row in rows)
    return [text[:LONGEST_EXAMPLE] for text in dict.fromkeys(texts) if text][:EXAMPLES]


def check_complete(kind: str, mapping: Mapping[str, str]) -> None:
    required = orders.REQUIRED if kind == Kind.ORDERS else ("name",)
    missing = [field_name(kind, name) for name in required if name not in mapping]
    if missing:
        raise MappingRefused(_("Say which column is: %s.") % ", ".join(missing))
