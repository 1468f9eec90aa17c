"""How many queries each list takes, with few rows and with many."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.cases import Bench, ask, ok
from bench.dataset import BIG
from bench.wsgi import call

PAGES = (1, 10, 1000)
LISTS = (
    "/lead/restaurants/",
    "/lead/restaurants/?ordering=name",
    "/lead/restaurants/?search=lion",
    "/lead/restaurants/trash/",
    "/lead/restaurants/{lead}/status_history/",
    "/lead/restaurants/{lead}/timeline/",
    "/contact/contacts/",
    "/track/interactions/",
    "/track/interactions/orders/",
    "/call/",
    "/call/today/",
    "/performance/performing-accounts/",
    "/performance/underperforming-accounts/",
    "/performance/at-risk/",
    "/performance/order-patterns/",
    "/api/users/",
    "/api/teams/",
)


@dataclass(frozen=True)
class Counted:
    path: str
    queries: dict[int, int]  # per page size

    @property
    def constant(self) -> bool:
        return len(set(self.queries.values())) == 1

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "constant": self.constant}


def count_queries(bench: Bench, *, lead: int) -> list[Counted]:
    """Count, authentication included, each list of the KAM with the most leads."""
    return [
        Counted(path, {limit: queries_of(bench, path, limit) for limit in PAGES})
        for path in (pattern.format(lead=lead) for pattern in LISTS)
    ]


def queries_of(bench: Bench, path: str, limit: int) -> int:
    request = ask(BIG, f"{path}{'&' if '?' in path else '?'}limit={limit}")
    with CaptureQueriesContext(connection) as captured:
        ok(call(bench.product, request))
    return len(captured)
