"""What is measured, and what is promised of it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

import orjson
from django.db import connection

from bench.dataset import ADMIN, BIG, BUSY, MANAGER
from bench.diary import level
from bench.floor import Floor, PostgreSQL, SQLite, sign
from bench.timing import Sample, interleaved, stopwatch
from bench.wsgi import Answer, Application, Request, call, timed
from events.models import Event
from LeadManagementSystem.wsgi import application
from leads.models import Lead
from users.models import User
from users.services.tokens import start_session

LIST = "/lead/restaurants/?lead_status=CONTACTED&ordering=name&limit=50"
SOURCE = "benchmark"
SECONDS = 2  # for one line of the table, warm-up apart
TARGETS = {
    "postgresql": {"list": 3.0, "one": 5.5, "create": 4.0},
    "sqlite": {"list": 3.5, "one": 20.0, "create": 10.0},
}
LAST_PAGE = 1.5
MILLISECONDS = 30.0
DIARY_MILLISECONDS = 50.0
LISTS = {
    "Search, one name": (BUSY, "/lead/restaurants/?search=lion+london"),
    "Search, admin, rare": (ADMIN, "/lead/restaurants/?search=office+12121990"),
    "Leads, admin": (ADMIN, "/lead/restaurants/?ordering=-updated_at"),
    "Leads, manager": (MANAGER, "/lead/restaurants/?ordering=-updated_at"),
    "Contacts, KAM": (BUSY, "/contact/contacts/"),
    "Contacts, admin": (ADMIN, "/contact/contacts/?ordering=name"),
    "Interactions, KAM": (BUSY, "/track/interactions/?ordering=-date"),
    "Interactions, admin": (ADMIN, "/track/interactions/?ordering=-date"),
    "Orders, KAM": (BUSY, "/track/interactions/orders/?ordering=-date"),
    "Plans, KAM": (BUSY, "/call/?ordering=due_at"),
    "Today, manager": (MANAGER, "/call/today/"),
    "Performing, KAM": (BUSY, "/performance/performing-accounts/"),
    "Performing, admin": (ADMIN, "/performance/performing-accounts/?ordering=-potential_revenue"),
    "Underperforming, KAM": (BUSY, "/performance/underperforming-accounts/"),
    "Underperforming, admin": (ADMIN, "/performance/underperforming-accounts/?ordering=name"),
    "At risk, admin": (ADMIN, "/performance/at-risk/"),
    "Funnel, KAM": (BUSY, "/performance/funnel/"),
    "Funnel, admin": (ADMIN, "/performance/funnel/"),
    "Team, manager": (MANAGER, "/performance/team/"),
    "Portfolio, KAM": (BUSY, "/performance/portfolio/"),
    "Coverage, manager": (MANAGER, "/call/coverage/"),
    "Coverage, admin": (ADMIN, "/call/coverage/"),
}


@dataclass(frozen=True)
class Result:
    """One line of the table; `measured` and `target` are in `unit`, times in microseconds."""

    name: str
    unit: str
    measured: float
    target: float | None = None
    ours: Sample | None = None
    floor: Sample | None = None
    note: str = ""

    @property
    def held(self) -> bool:
        return self.target is None or self.measured <= self.target

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "held": None if self.target is None else self.held}


class Bench:
    """The product and the floor on one database, and the requests put to both."""

    def __init__(self, *, rounds: int) -> None:
        self.rounds = rounds
        self.product: Application = application
        self.floor = Floor(PostgreSQL() if connection.vendor == "postgresql" else SQLite())
        self.targets = TARGETS[connection.vendor]

    def results(self) -> Iterator[Result]:
        try:
            yield self.list_of_fifty()
            yield self.list_of_fifty_for_a_manager()
            yield self.one_lead()
            yield self.create()
            yield self.walk("Last page, KAM of 50,000 leads", BIG, "name", 100)
            yield self.walk("Last page, admin, all leads", ADMIN, "-updated_at", 1000)
            yield self.within("Today, 500 due plans", BUSY, "/call/today/", MILLISECONDS)
            yield self.diary(300, 20, 25, target=DIARY_MILLISECONDS)
            yield self.diary(2000, 60, 40, target=None)
            for who, user in (("KAM", BUSY), ("KAM of 50,000", BIG), ("admin", ADMIN)):
                path = "/performance/order-patterns/"
                yield self.within(f"Order patterns, {who}", user, path, MILLISECONDS)
            for name, (user, path) in LISTS.items():
                yield self.within(name, user, path, None)
        finally:
            self.clean()

    # --- against the floor ---------------------------------------------------------------------

    def list_of_fifty(self) -> Result:
        ours, floor = ask(BUSY, LIST), Request(LIST, sign(BUSY))
        self.same(floor, ours)
        return self.against_floor("List of 50, filter and order", "list", floor, ours)

    def list_of_fifty_for_a_manager(self) -> Result:
        team = User.objects.get(pk=MANAGER).team_id
        ours, floor = ask(MANAGER, LIST), Request(f"{LIST}&team={team}", sign(MANAGER))
        self.same(floor, ours)
        return self.against_floor("List of 50, manager", "list", floor, ours)

    def one_lead(self) -> Result:
        lead = Lead.objects.filter(assigned_to=BUSY, deleted_at=None).values_list("pk").first()
        path = f"/lead/restaurants/{lead[0] if lead else 0}/"
        ours, floor = ask(BUSY, path), Request(path, sign(BUSY))
        self.same(floor, ours)
        return self.against_floor("One lead", "one", floor, ours)

    def create(self) -> Result:
        """Each round a new name, so that no duplicate is found and each row is a row."""
        token, plain, numbers = ask(BUSY, "").token, sign(BUSY), count(1)
        path = "/lead/restaurants/"

        def both(application: Application, token: str, status: int) -> Callable[[], int]:
            def once() -> int:
                body = orjson.dumps(new_lead(next(numbers)))
                request = Request(path, token, "POST", body)
                return timed(application, request, status=status)()

            return once

        floor, ours = both(self.floor, plain, 201), both(self.product, token, 201)
        if rows_added_by(floor) != rows_added_by(ours):
            raise RuntimeError("The floor does not insert the rows the product inserts.")
        samples = interleaved({"floor": floor, "ours": ours}, rounds=self.rounds)
        return self.ratio("Create, with its event", "create", samples)

    def against_floor(self, name: str, target: str, floor: Request, ours: Request) -> Result:
        calls = {"floor": timed(self.floor, floor), "ours": timed(self.product, ours)}
        return self.ratio(name, target, interleaved(calls, rounds=self.rounds))

    def ratio(self, name: str, target: str, samples: dict[str, Sample]) -> Result:
        floor, ours = samples["floor"], samples["ours"]
        measured = ours.median / floor.median
        return Result(name, "x floor", measured, self.targets[target], ours, floor)

    def same(self, floor: Request, ours: Request) -> None:
        """Both must answer the same JSON, or the ratio says nothing."""
        answers = [
            orjson.loads(ok(call(app, request)).body)
            for app, request in ((self.floor, floor), (self.product, ours))
        ]
        if answers[0] != answers[1]:
            raise RuntimeError(f"{ours.path}: floor and product answer differently.")
        if isinstance(answers[0], list) and len(answers[0]) != 50:
            raise RuntimeError(f"{ours.path}: {len(answers[0])} rows instead of 50.")

    # --- against a number ----------------------------------------------------------------------

    def walk(self, name: str, user: int, ordering: str, limit: int) -> Result:
        """Follow `Link` to the last full page, then time it against the first."""
        start = f"/lead/restaurants/?ordering={ordering}&limit={limit}"
        last, pages = self.last_full_page(user, start)
        calls = {
            name: timed(self.product, ask(user, path))
            for name, path in (("first", start), ("last", last))
        }
        samples = interleaved(calls, rounds=self.rounds_within(calls["last"]()))
        measured = samples["last"].median / samples["first"].median
        note = f"page {pages:,}, {limit} rows"
        return Result(name, "x first", measured, LAST_PAGE, samples["last"], samples["first"], note)

    def last_full_page(self, user: int, start: str) -> tuple[str, int]:
        """Follow `Link` until no page is left behind; return that page's path and number."""
        path, before, pages = start, start, 0
        request = ask(user, start)
        while True:
            if pages % 100 == 99:  # tokens live five minutes
                request = ask(user, start)
            answer = ok(call(self.product, Request(path, request.token)))
            following = next_of(answer.headers.get("Link", ""))
            if following is None:
                return before, max(pages, 1)
            path, before, pages = following, path, pages + 1

    def within(self, name: str, user: int, path: str, target: float | None) -> Result:
        request = ask(user, path)
        size = len(orjson.loads(ok(call(self.product, request)).body))
        calls = {"ours": timed(self.product, request)}
        ours = interleaved(calls, rounds=self.rounds_within(calls["ours"]()))["ours"]
        return Result(name, "ms", ours.median / 1000, target, ours, note=f"{size} rows")

    def diary(self, accounts: int, days: int, room: int, *, target: float | None) -> Result:
        """Level a diary, without the database: the answer's time is mostly this."""
        calls = {"ours": lambda: stopwatch(lambda: level(accounts, days, room))}
        ours = interleaved(calls, rounds=self.rounds_within(calls["ours"]()))["ours"]
        name = f"Diary, {accounts:,} accounts by {days}"
        return Result(name, "ms", ours.median / 1000, target, ours, note="levelling alone")

    def rounds_within(self, nanoseconds: int) -> int:
        """Return fewer rounds for a slow call: they come to a few seconds at most."""
        return max(3, min(self.rounds // 5, SECONDS * 10**9 // max(nanoseconds, 1)))

    def clean(self) -> None:
        made = Lead.objects.filter(source=SOURCE).values_list("pk", flat=True)
        Event.objects.filter(lead_id__in=list(made)).delete()
        Lead.objects.filter(source=SOURCE).delete()


def ask(user: int, path: str) -> Request:
    """Return the request with a fresh token; they live five minutes."""
    return Request(path, start_session(User.objects.get(pk=user))["access"])


def ok(answer: Answer) -> Answer:
    if answer.status >= 300:
        raise RuntimeError(f"{answer.status}: {answer.body[:500]!r}")
    return answer


def next_of(links: str) -> str | None:
    for link in links.split(", "):
        if link.endswith('rel="next"'):
            return link.partition(">")[0].removeprefix("<http://127.0.0.1:8000")
    return None


def new_lead(number: int) -> dict[str, Any]:
    return {
        "name": f"New Place {number}",
        "address": "1 Long Road",
        "city": "Oslo",
        "country": "NO",
        "phone": f"+47 22 {number:06}",
        "email": f"new{number}@example.com",
        "potential_revenue": 5000.0,
        "notes": "Interested in premium features.",
        "source": SOURCE,
    }


def rows_added_by(insert: Callable[[], int]) -> list[int]:
    models = (Lead, Event)
    before = [model.objects.count() for model in models]
    insert()
    after = [model.objects.count() for model in models]
    return [b - a for a, b in zip(before, after, strict=True)]
