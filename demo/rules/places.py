"""Where the invented restaurants stand. Numbers come from ranges kept for fiction where there are
such: 020 7946 0xxx in London, 555-01xx in North America, 5550 xxxx and the like elsewhere."""

from typing import NamedTuple


class City(NamedTuple):
    """A city: `phone` takes four digits, `post` takes two."""

    name: str
    state: str
    country: str
    zone: str
    latitude: float
    longitude: float
    phone: str
    post: str


class Region(NamedTuple):
    """A sales region with the zones its people sit in."""

    team: str
    homes: tuple[tuple[str, str], ...]
    cities: tuple[City, ...]


REGIONS = (
    Region(
        "Europe",
        (("Europe/London", "GB"), ("Europe/Lisbon", "PT")),
        (
            City(
                "London", "England", "GB", "Europe/London", 51.51, -0.13, "+44207946{}", "SE1 {}A"
            ),
            City(
                "Manchester",
                "England",
                "GB",
                "Europe/London",
                53.48,
                -2.24,
                "+44161496{}",
                "M1 {}B",
            ),
            City(
                "Dublin", "Leinster", "IE", "Europe/Dublin", 53.35, -6.26, "+3531555{}", "D02 X0{}"
            ),
            City(
                "Lisbon", "Lisboa", "PT", "Europe/Lisbon", 38.72, -9.14, "+35121155{}", "1200-0{}"
            ),
            City(
                "Copenhagen",
                "Hovedstaden",
                "DK",
                "Europe/Copenhagen",
                55.68,
                12.57,
                "+4532{}55",
                "16{}",
            ),
        ),
    ),
    Region(
        "Americas",
        (("America/New_York", "US"), ("America/Chicago", "US")),
        (
            City(
                "New York",
                "New York",
                "US",
                "America/New_York",
                40.73,
                -73.99,
                "+1212555{}",
                "100{}",
            ),
            City(
                "Chicago", "Illinois", "US", "America/Chicago", 41.88, -87.63, "+1312555{}", "606{}"
            ),
            City(
                "Toronto",
                "Ontario",
                "CA",
                "America/Toronto",
                43.65,
                -79.38,
                "+1416555{}",
                "M5V 2{}",
            ),
            City(
                "Vancouver",
                "BC",
                "CA",
                "America/Vancouver",
                49.28,
                -123.12,
                "+1604555{}",
                "V6B 1{}",
            ),
            City(
                "São Paulo",
                "SP",
                "BR",
                "America/Sao_Paulo",
                -23.55,
                -46.63,
                "+55113555{}",
                "013{}-000",
            ),
        ),
    ),
    Region(
        "Asia-Pacific",
        (("Asia/Kolkata", "IN"), ("Asia/Singapore", "SG")),
        (
            City(
                "Mumbai", "Maharashtra", "IN", "Asia/Kolkata", 18.99, 72.83, "+91225550{}", "4000{}"
            ),
            City("Delhi", "Delhi", "IN", "Asia/Kolkata", 28.63, 77.22, "+91115550{}", "1100{}"),
            City("Singapore", "", "SG", "Asia/Singapore", 1.30, 103.85, "+656555{}", "0488{}"),
            City("Sydney", "NSW", "AU", "Australia/Sydney", -33.87, 151.21, "+6125550{}", "20{}"),
        ),
    ),
)
