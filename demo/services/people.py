"""The company's people: an administrator, a manager per team, KAMs in several zones."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.contrib.auth.hashers import make_password

from demo.rules.places import REGIONS, Region
from demo.rules.words import FAMILY, GIVEN
from users.models import Team, User
from users.rules import Role

FEWEST_KAMS = 6
SMALL_BOOK, LARGE_BOOK = 50, 350


@dataclass(frozen=True)
class Staff:
    """A region's team with the people in it."""

    region: Region
    manager: User
    kams: list[User]


def book_size(accounts: int) -> int:
    """How many accounts a KAM carries: 50 in a small company, 400 in a large one."""
    return SMALL_BOOK + round(LARGE_BOOK * min(1.0, accounts / 100_000))


def make_staff(
    rng: np.random.Generator, *, accounts: int, password: str, today: date
) -> list[Staff]:
    """Make the teams; whoever is there already keeps their name, ours get another number."""
    hashed = make_password(password)
    wanted = max(FEWEST_KAMS, -(-accounts // book_size(accounts)))
    suffix = free_suffix()
    admin = User(username=f"admin{suffix}", role=Role.ADMIN, is_staff=True, is_superuser=True)
    admin.first_name, admin.password = "Alex", hashed
    admin.save(force_insert=True)
    staff = []
    for index, region in enumerate(REGIONS):
        team = Team.objects.create(name=f"{region.team}{suffix}")
        count = wanted // len(REGIONS) + (index < wanted % len(REGIONS))
        people = [one(region, team, rng, hashed, number) for number in range(count + 1)]
        people[0].username = f"manager-{region.team.lower()}{suffix}"
        people[0].role = Role.MANAGER
        for number, kam in enumerate(people[1:], 1):
            kam.username = f"kam-{region.team.lower()}-{number}{suffix}"
        give_leave(people[1:], today)
        saved = User.objects.bulk_create(people)
        staff.append(Staff(region, saved[0], saved[1:]))
    return staff


def one(region: Region, team: Team, rng: np.random.Generator, hashed: str, number: int) -> User:
    zone, country = region.homes[number % len(region.homes)]
    return User(
        first_name=str(rng.choice(GIVEN)),
        last_name=str(rng.choice(FAMILY)),
        password=hashed,
        team=team,
        timezone=zone,
        country=country,
    )


def give_leave(kams: list[User], today: date) -> None:
    """One of them is away soon, one was away last week."""
    for kam, days in zip(kams[1:3], (10, -9), strict=False):
        first = today + timedelta(days=days)
        last = first + timedelta(days=4)
        span = {"first_day": first.isoformat(), "last_day": last.isoformat(), "note": "Holiday"}
        kam.leave = [span]


def free_suffix() -> str:
    """Return "" for the first company in a database, -2 for the second, and so on."""
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        names = [f"admin{suffix}", f"manager-europe{suffix}"]
        taken = User.objects.filter(username__in=names).exists()
        if not taken and not Team.objects.filter(name=f"Europe{suffix}").exists():
            return suffix
        number += 1
