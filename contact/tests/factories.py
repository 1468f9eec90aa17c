"""Contacts for tests."""

from typing import Any

from contact.models import Contact
from contact.services.writing import create_contact
from leads.models import Lead
from users.models import User


def make_contact(lead: Lead, *, by: User, **fields: Any) -> Contact:
    return create_contact(lead, by=by, **{"name": "John Doe"} | fields)
