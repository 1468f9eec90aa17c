"""Where the invented restaurants stand.

Phone numbers come from ranges kept for fiction where a country has one (020 7946 0xxx in London,
0161 496 0xxx in Manchester, 555-01xx in North America, 5550 xxxx and the like in Australia), and
from blocks that look like placeholders elsewhere.
"""

from typing import NamedTuple

import numpy as np

SPREAD_DEGREES = 0.011


class City(NamedTuple):
    """`phone` and `post` take digits for `#`; `street` takes a name and a number."""

    name: str
    state: str
    country: str
    zone: str
    latitude: float
    longitude: float
    phone: str
    post: tuple[str, ...]
    street: str
    streets: str  # which names its streets have
    people: str  # which names its people have


class Region(NamedTuple):
    """A sales region, with the cities its people live in and sell to."""

    team: str
    cities: tuple[City, ...]


LONDON = City(
    "London", "England", "GB", "Europe/London", 51.514, -0.12, "+44 20 7946 0###",
    ("SE1 #NW", "EC1V #AH", "W1F #QX", "N1 #RU"), "{number} {name}", "british", "british",
)  # fmt: skip
MANCHESTER = City(
    "Manchester", "England", "GB", "Europe/London", 53.48, -2.24, "+44 161 496 0###",
    ("M1 #JB", "M4 #EL"), "{number} {name}", "british", "british",
)  # fmt: skip
DUBLIN = City(
    "Dublin", "Leinster", "IE", "Europe/Dublin", 53.343, -6.27, "+353 1 555 0###",
    ("D02 X#5#", "D08 K#3#"), "{number} {name}", "british", "irish",
)  # fmt: skip
LISBON = City(
    "Lisbon", "Lisboa", "PT", "Europe/Lisbon", 38.717, -9.142, "+351 21 555 0###",
    ("1200-###", "1100-###"), "Rua {name} {number}", "portuguese", "portuguese",
)  # fmt: skip
COPENHAGEN = City(
    "Copenhagen", "Hovedstaden", "DK", "Europe/Copenhagen", 55.68, 12.565, "+45 35 55 0# ##",
    ("16##", "22##"), "{name} {number}", "danish", "danish",
)  # fmt: skip
NEW_YORK = City(
    "New York", "New York", "US", "America/New_York", 40.728, -73.99, "+1 212 555 01##",
    ("1000#", "1001#"), "{number} {name}", "american", "american",
)  # fmt: skip
CHICAGO = City(
    "Chicago", "Illinois", "US", "America/Chicago", 41.884, -87.65, "+1 312 555 01##",
    ("6060#", "6064#"), "{number} {name}", "american", "american",
)  # fmt: skip
TORONTO = City(
    "Toronto", "Ontario", "CA", "America/Toronto", 43.656, -79.39, "+1 416 555 01##",
    ("M5V #K#", "M6J #H#"), "{number} {name}", "american", "american",
)  # fmt: skip
SAO_PAULO = City(
    "São Paulo", "SP", "BR", "America/Sao_Paulo", -23.56, -46.66, "+55 11 3555 0###",
    ("0141#-0#0", "0130#-0#0"), "Rua {name}, {number}", "portuguese", "portuguese",
)  # fmt: skip
MUMBAI = City(
    "Mumbai", "Maharashtra", "IN", "Asia/Kolkata", 19.06, 72.85, "+91 22 5550 0###",
    ("40005#", "40001#"), "{number} {name}", "indian", "indian",
)  # fmt: skip
DELHI = City(
    "Delhi", "Delhi", "IN", "Asia/Kolkata", 28.6, 77.22, "+91 11 5550 0###",
    ("11000#", "11002#"), "{number} {name}", "indian", "indian",
)  # fmt: skip
SINGAPORE = City(
    "Singapore", "", "SG", "Asia/Singapore", 1.297, 103.845, "+65 6555 0###",
    ("0586##", "0694##"), "{number} {name}", "british", "singaporean",
)  # fmt: skip
SYDNEY = City(
    "Sydney", "New South Wales", "AU", "Australia/Sydney", -33.885, 151.2, "+61 2 5550 ####",
    ("201#", "200#"), "{number} {name}", "british", "british",
)  # fmt: skip

REGIONS = (
    Region("Europe", (LONDON, LISBON, COPENHAGEN, DUBLIN, MANCHESTER)),
    Region("Americas", (NEW_YORK, SAO_PAULO, TORONTO, CHICAGO)),
    Region("Asia-Pacific", (SINGAPORE, MUMBAI, SYDNEY, DELHI)),
)
CITIES = tuple(city for region in REGIONS for city in region.cities)
ZONES = tuple(dict.fromkeys(city.zone for city in CITIES))

STREETS = {
    "british": (
        "Foundry Lane", "Tanner Row", "Chandler Street", "Weir Road", "Lime Yard", "Cooper Street",
        "Abbot's Walk", "Quay Street", "Ropewalk", "Orchard Row", "Granary Street", "Mill Lane",
        "Saddler Street", "Fennel Street", "Lantern Court", "Dyer's Passage",
    ),
    "american": (
        "Alder Street", "Carroll Avenue", "Mercer Lane", "Juniper Avenue", "Pier Road",
        "Willow Street", "Hudson Row", "Sumac Avenue", "Ferry Street", "Linden Avenue",
        "Harbor Street", "Prospect Row", "Larch Street", "Dearborn Court",
    ),
    "portuguese": (
        "do Carvalho", "das Oliveiras", "da Fonte", "do Moinho", "das Flores", "dos Pescadores",
        "da Figueira", "do Sol", "das Amoreiras", "do Limoeiro", "da Boavista", "dos Ferreiros",
    ),
    "danish": (
        "Møllegade", "Havnestræde", "Lindegade", "Smedestræde", "Kirsebærvej", "Rosengade",
        "Fiskerstræde", "Elmegade", "Brolæggervej", "Kornstræde",
    ),
    "indian": (
        "Lake View Road", "Temple Lane", "Market Road", "Palm Avenue", "Station Road",
        "Gulmohar Marg", "Neem Lane", "Harbour Road", "Mango Street", "Peepal Marg",
    ),
}  # fmt: skip


def digits_in(pattern: str, rng: np.random.Generator) -> str:
    """Return the pattern with a digit for each `#`."""
    number = int(rng.integers(10 ** pattern.count("#")))
    for digit in f"{number:0{pattern.count('#')}d}" if "#" in pattern else "":
        pattern = pattern.replace("#", digit, 1)
    return pattern


def e164_of(phone: str) -> str:
    """Return a number of ours as E.164: it is written in full, with blanks."""
    return phone.replace(" ", "")
