"""The columns of a lead that follow from others."""

from typing import Any

from django.conf import settings

from kernel.text import folded, name_key
from leads.models import Lead
from leads.rules.phones import e164
from leads.rules.places import zone_at, zone_of_phone, zone_of_place

SEARCHED = ("name", "city", "contact_person", "email", "phone", "external_id", "pincode")


def derive_columns(lead: Lead) -> None:
    """Bring keys, E.164 phone and time zone in line with what was written."""
    lead.phone_e164 = e164(lead.phone, lead.country, guess=settings.DEFAULT_PHONE_REGION)
    derive_keys(lead)
    if not lead.timezone:
        lead.timezone = guessed_zone(lead)


def derive_keys(lead: Lead) -> None:
    """Bring the keys in line, the E.164 phone being so already."""
    lead.email_key = lead.email.strip().casefold()
    lead.name_key = name_key(lead.name)[:250]
    words = [str(getattr(lead, name) or "") for name in SEARCHED]
    lead.search_key = folded(" ".join([*words, lead.phone_e164]))


def guessed_zone(lead: Lead) -> str:
    """Return the zone the coordinates say, else the place, else the phone, else nothing."""
    zone = ""
    if lead.latitude is not None and lead.longitude is not None:
        zone = zone_at(lead.latitude, lead.longitude)
    place = zone_of_place(lead.city, lead.state, lead.country)
    if lead.country:
        return zone or place or zone_of_phone(lead.phone_e164)
    return zone or zone_of_phone(lead.phone_e164) or place


DERIVED = ("phone_e164", "email_key", "name_key", "search_key", "timezone")


def written(lead: Lead, values: dict[str, Any]) -> None:
    """Put the values into the lead, unsaved, and bring in line what follows from them."""
    for name, value in values.items():
        setattr(lead, name, value)
    derive_columns(lead)
