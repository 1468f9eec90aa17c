"""One row of a list of restaurants, as the columns of a lead."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kernel.clock import is_zone
from leads.models import Lead
from leads.rules.places import country_of_phone, country_of_zone, zone_at
from leads.rules.status import LeadStatus
from transfers.rules import values
from transfers.rules.countries import country_code
from transfers.rules.country_clues import country_of_columns
from transfers.rules.location import split_location
from transfers.rules.money import money
from transfers.rules.text import fold

SEATS_AT_MOST = 1_000_000
SEATS = re.compile(r"(\d{1,3}(?:[,. ]\d{3})*|\d{1,7}) ?(?:seats|covers|places|pax)?", re.I | re.A)
SEVERAL = re.compile(r"[\s,;]+")
# What programs write where they know nothing. "NA" is Namibia.
NOTHING = {"-", "--", "n/a", "#n/a", "nan", "null", "none", "?"}
STATUS_WORDS = {
    "LEAD": LeadStatus.NEW,
    "PROSPECT": LeadStatus.NEW,
    "MEETING": LeadStatus.MEETING_SCHEDULED,
    "NEGOTIATION": LeadStatus.NEGOTIATING,
    "PROPOSAL": LeadStatus.NEGOTIATING,
    "CUSTOMER": LeadStatus.CONVERTED,
    "CLIENT": LeadStatus.CONVERTED,
    "WON": LeadStatus.CONVERTED,
    "CLOSED_WON": LeadStatus.CONVERTED,
    "CLOSED_LOST": LeadStatus.LOST,
}
PARTS = re.compile(r"\s*[\r\n]+\s*")


def email(text: str) -> str:
    """The address; of several the first."""
    text = SEVERAL.split(text)[0]
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(f"{text[:60]!r} is no e-mail address, such as jo@example.com.") from None
    return text


def status(text: str) -> str:
    name = re.sub(r"[\s-]+", "_", text.strip().upper())
    name = STATUS_WORDS.get(name, name)
    if name not in LeadStatus.values:
        raise ValueError(f"{text[:60]!r} is no status; known are {', '.join(LeadStatus.values)}.")
    return name


def seats(text: str) -> int:
    found = SEATS.fullmatch(text)
    number = int(re.sub("[,. ]", "", found[1])) if found else SEATS_AT_MOST + 1
    if number > SEATS_AT_MOST:
        raise ValueError(f"{text[:60]!r} is no number of seats, such as 80.")
    return number


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
# A column guessed to be one of these may be something else: a price in money, "open" for business.
GUESSES = frozenset({"tier", "lead_status"})
WHERE = "location"  # a place as one text, such as "Copenhagen, Denmark"
OWNER = "assigned_to"  # whose a line is, by name; see `owners`
TARGETS = (*TEXTS, *CLEANERS, WHERE, OWNER)


class RowRefused(ValueError):
    """The row cannot become a lead; `field` says where it fails."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


def lead_values(
    cells: Mapping[str, str],
    mapping: Mapping[str, str],
    *,
    split: bool,
    country: str = "",
    loose: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return the columns the row gives; empty cells give none. Raises RowRefused.

    `country` (ISO 3166) is where a row is that names no country. What cannot be read in a `loose`
    column is left out.
    """
    texts = {target: on_one_line(target, cells[header]) for target, header in mapping.items()}
    where = texts.pop(WHERE, "")
    texts["country"] = texts.get("country") or country or country_told_by(texts)
    if split or where:
        texts |= places_of(texts, where)
    if not texts.get("name"):
        raise RowRefused("name", "A name is expected.")
    found = {
        name: cleaned(name, text)
        for name, text in texts.items()
        if text and not (name in loose and is_unreadable(name, text))
    }
    if found.get("latitude") == found.get("longitude") == 0:  # written for "unknown", at sea
        del found["latitude"], found["longitude"]
    if ("latitude" in found) != ("longitude" in found):
        raise RowRefused("latitude", "Latitude and longitude come together or not at all.")
    return found


def on_one_line(target: str, cell: str) -> str:
    """Return the text; only notes keep their lines."""
    if target == "notes":
        return cell.strip()
    if target != "name" and cell.strip().casefold() in NOTHING:
        return ""
    return " ".join(PARTS.sub(", " if target in ("address", WHERE) else " ", cell).split())


def country_told_by(texts: Mapping[str, str]) -> str:
    """Return where the coordinates lie, else whose number with a + it is, else what the state and
    the post code give away."""
    try:
        pair = values.coordinates(texts.get("latitude", ""), texts.get("longitude", ""))
    except ValueError:
        pair = None  # refused later, by its own name
    country = country_of_zone(zone_at(*map(float, pair))) if pair else ""
    own = [texts[name] for name in ("state", "pincode") if texts.get(name)]
    return country or country_of_phone(texts.get("phone", "")) or country_of_columns(own)


def places_of(texts: Mapping[str, str], where: str) -> dict[str, str]:
    """Return street, city, state, code and country, out of free text; nothing is lost.

    What stands in a column of its own stays as it is; where the address says otherwise, a house
    number may have been taken for a post code, and the address stays whole.
    """
    address, city = texts.get("address", ""), texts.get("city", "")
    place = split_location(address, where or city, texts["country"])
    own = {name: fold(texts.get(name, "")).replace(" ", "") for name in ("state", "pincode")}
    differs = any(
        text and fold(getattr(place, name)).replace(" ", "") not in ("", text)
        for name, text in own.items()
    )
    return {
        "address": address if differs else place.street or address,
        "city": (where and city) or place.city or city,
        "state": texts.get("state") or place.state,
        "pincode": texts.get("pincode") or place.pincode,
        "country": place.country or texts["country"],
    }


def is_unreadable(name: str, text: str) -> bool:
    try:
        cleaned(name, text)
    except RowRefused:
        return True
    return False


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
