"""Where a restaurant is, and what time it is there."""

from functools import lru_cache

import phonenumbers
import tzfpy
from phonenumbers import timezone as phone_zones

from kernel.clock import is_zone


@lru_cache(maxsize=4096)
def zone_at(latitude: float, longitude: float) -> str:
    """Return the IANA zone at the coordinates in degrees, "" at sea."""
    name = tzfpy.get_tz(longitude, latitude)
    return name if name and not name.startswith("Etc/") and is_zone(name) else ""


def zone_of_phone(number: str) -> str:
    """Return the one zone an E.164 number rings in, "" when there are several."""
    try:
        names = phone_zones.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ""
    return names[0] if len(names) == 1 and is_zone(names[0]) else ""
