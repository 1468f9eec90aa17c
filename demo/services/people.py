"""The company's people: an administrator, a manager per team, KAMs in several zones."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from demo.rules.names import person_name
from demo.rules.places import REGIONS, City, Region
from users.models import Team, User
from users.rules import Role

FEWEST_KAMS = 6
SMALL_COMPANY, SMALL_BOOK, LARGEST_BOOK = 300, 50, 500
# A KAM's book grows with the company, but slowly: 50 accounts of 300, 455 of 100,000.
BOOK_GROWTH = 0.38
LEAVE = ((12, 7), (-45, 10))


@dataclass(frozen=True)
class Kam:
    """A key account manager; `care` is how much they leave undone, 1 being usual."""

    user: User
    home: City
    region: Region
    manager: User
    care: float


@dataclass(frozen=True)
class Staff:
    """A region's team with the people in it."""

    region: Region
    manager: User
    kams: list[User]


@dataclass(frozen=True)
class People:
    """Everybody in the company."""

    admin: User
    staff: list[Staff]
    kams: list[Kam]


def book_size(accounts: int) -> int:
    """Return how many accounts a KAM carries."""
    growth = float(max(1.0, accounts / SMALL_COMPANY) ** BOOK_GROWTH)
    return min(LARGEST_BOOK, round(SMALL_BOOK * growth))


def make_people(rng: np.random.Generator, *, accounts: int, hashed: str, today: date) -> People:
    """Make the teams; whoever is there already keeps their name, ours get another number."""
    wanted = max(FEWEST_KAMS, -(-accounts // book_size(accounts)))
    counts = [wanted // len(REGIONS) + (n < wanted % len(REGIONS)) for n in range(len(REGIONS))]
    suffix = free_suffix(max(counts))
    admin = User(username=f"admin{suffix}", role=Role.ADMIN, is_staff=True, is_superuser=True)
    admin.first_name, admin.last_name, admin.password = "Alex", "Morgan", hashed
    admin.save(force_insert=True)
    staff, kams = [], []
    for region, count in zip(REGIONS, counts, strict=True):
        team = Team.objects.create(name=f"{region.team}{suffix}")
        made = team_of(rng, region, team, count=count, suffix=suffix, hashed=hashed)
        give_leave(made[1:], today)
        manager, *saved = User.objects.bulk_create(made)
        staff.append(Staff(region, manager, saved))
        kams += [
            Kam(user, city_of(region, number), region, manager, float(rng.uniform(0.95, 1.45)))
            for number, user in enumerate(saved)
        ]
    return People(admin, staff, kams)


def city_of(region: Region, number: int) -> City:
    return region.cities[number % len(region.cities)]


def team_of(
    rng: np.random.Generator, region: Region, team: Team, *, count: int, suffix: str, hashed: str
) -> list[User]:
    """Return the manager and the KAMs, not saved yet."""
    names = usernames(region, count, suffix)
    homes = [region.cities[0], *(city_of(region, number) for number in range(count))]
    people = []
    for username, home in zip(names, homes, strict=True):
        given, family = person_name(rng, home.people)
        person = User(username=username, first_name=given, last_name=family, team=team)
        person.email = f"{username}@demo.example"
        person.password, person.timezone, person.country = hashed, home.zone, home.country
        people.append(person)
    people[0].role = Role.MANAGER
    return people


def usernames(region: Region, count: int, suffix: str) -> list[str]:
    team = region.team.lower()
    kams = [f"kam-{team}-{number}{suffix}" for number in range(1, count + 1)]
    return [f"manager-{team}{suffix}", *kams]


def give_leave(kams: list[User], today: date) -> None:
    """One is away soon, one was away last month."""
    for kam, (ahead, days) in zip(kams[1:3], LEAVE, strict=False):
        first = today + timedelta(days=ahead)
        last = first + timedelta(days=days)
        span = {"first_day": first.isoformat(), "last_day": last.isoformat(), "note": "Holiday"}
        kam.leave = [span]


def free_suffix(most: int) -> str:
    """Return "" for the first company in a database, -2 for the second, and so on."""
    people = {name.lower() for name in User.objects.values_list("username", flat=True)}
    teams = set(Team.objects.values_list("name", flat=True))
    suffix, number = "", 1
    while taken(suffix, most, people, teams):
        number += 1
        suffix = f"-{number}"
    return suffix


def taken(suffix: str, most: int, people: set[str], teams: set[str]) -> bool:
    wanted = {f"admin{suffix}"}.union(*(usernames(region, most, suffix) for region in REGIONS))
    return bool(wanted & people or {f"{region.team}{suffix}" for region in REGIONS} & teams)
