"""One row of a list of restaurants, as the columns of a lead."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kernel.clock import is_zone
from leads.models import Lead
from leads.rules.status import LeadStatus
from transfers.rules import values
from transfers.rules.countries import country_code
from transfers.rules.location import split_location
from transfers.rules.money import money

SEATS_AT_MOST = 1_000_000


def email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(f"{text[:60]!r} is no e-mail address, such as jo@example.com.") from None
    return text


def status(text: str) -> str:
    name = text.strip().upper().replace(" ", "_")
    if name not in LeadStatus.values:
        raise ValueError(f"{text[:60]!r} is no status; known are {', '.join(LeadStatus.values)}.")
    return name


def seats(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > SEATS_AT_MOST:
        raise ValueError(f"{text[:60]!r} is no number of seats, such as 80.")
    return int(text)


def zone(text: str) -> str:
    if not is_zone(text):
        raise ValueError(f"{text[:60]!r} is no IANA time zone, such as Europe/London.")
    return text


def country(text: str) -> str:
    code = country_code(text)
    if not code:
        raise ValueError(f"{text[:60]!r} is no country we know, such as Denmark or DK.")
    return code


def degrees(read: Callable[[str], Decimal]) -> Callable[[str], float]:
    return lambda text: float(read(text))


CLEANERS: dict[str, Callable[[str], Any]] = {
    "email": email,
    "lead_status": status,
    "potential_revenue": money,
    "seats": seats,
    "timezone": zone,
    "country": country,
    "tier": values.tier,
    "website": values.website,
    "latitude": degrees(values.latitude),
    "longitude": degrees(values.longitude),
}
TEXTS = (
    "name",
    "address",
    "city",
    "state",
    "pincode",
    "contact_person",
    "phone",
    "notes",
    "cuisine_type",
    "restaurant_type",
    "external_id",
    "source",
)
TARGETS = (*TEXTS, *CLEANERS)
PLACE = ("address", "city", "country")


class RowRefused(ValueError):
    """The row cannot become a lead; `field` says where it fails."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


def lead_values(
    cells: Mapping[str, str], mapping: Mapping[str, str], *, split: bool
) -> dict[str, Any]:
    """Return the columns the row gives; empty cells give none. Raises RowRefused."""
    texts = {target: cells[header].strip() for target, header in mapping.items()}
    if split:
        texts |= places_of(texts)
    if not texts.get("name"):
        raise RowRefused("name", "A name is expected.")
    found = {name: cleaned(name, text) for name, text in texts.items() if text}
    if ("latitude" in found) != ("longitude" in found):
        raise RowRefused("latitude", "Latitude and longitude come together or not at all.")
    return found


def places_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return street, city, state, code and country, out of free text; nothing is lost."""
    place = split_location(*(texts.get(name, "") for name in PLACE))
    street = place.street or texts.get("address", "")
    found = place._asdict()
    del found["street"]
    return {**found, "address": street}


def cleaned(name: str, text: str) -> Any:
    clean = CLEANERS.get(name, str)
    try:
        value = clean(text)
    except ValueError as error:
        raise RowRefused(name, str(error)) from None
    limit = getattr(Lead._meta.get_field(name), "max_length", None)
    if limit is not None and len(str(value)) > limit:
        raise RowRefused(name, f"At most {limit} characters are expected, not {len(str(value))}.")
    return value
