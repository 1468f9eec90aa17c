"""The pages in a browser: how long the server takes, and how many bytes a first visit is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from posixpath import dirname, join, normpath
from statistics import quantiles
from time import process_time_ns

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cases import Result
from bench.dataset import BUSY, MANAGER
from bench.timing import sample
from bench.wsgi import Answer, Application, Request, call
from call_planning.models import CallPlan
from leads.models import Lead
from users.models import User

ORDINARY = "Today, an ordinary day"
# Of a KAM with 500 restaurants, every plan of theirs due; milliseconds.
PAGES = {
    "Today": (BUSY, "/", 50.0),
    ORDINARY: (BUSY, "/", 50.0),
    "Today, manager": (MANAGER, "/", None),
    "Pipeline": (BUSY, "/pipeline/", None),
    "Leads list": (BUSY, "/leads/", None),
    "Contacts list": (BUSY, "/contacts/", None),
    "Interactions list": (BUSY, "/interactions/", None),
    "Account": (BUSY, "/leads/{lead}/", None),
    "Performance": (BUSY, "/results/", None),
    "Call plans": (BUSY, "/plans/", None),
    "Team, manager": (MANAGER, "/team/", None),
}
WARM_UP = 5
# A KAM with 500 accounts, called about every two weeks, and some that were missed.
CALLS_OF_AN_ORDINARY_DAY = 60
PUT_OFF = timedelta(days=60)
# Kilobytes, as sent: a first visit of Today with all it loads.
BUDGETS = {"all": 120.0, "js": 40.0, "css": 20.0}
KILOBYTE = 1000
LINKS = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+)"')
IMPORTS = re.compile(r'(?:import|from)\s*"(\./[^"]+)"')


def page_results(application: Application, *, rounds: int) -> Iterator[Result]:
    """Time every page, then weigh a first visit of Today."""
    lead = Lead.objects.filter(assigned_to=BUSY, lead_status="CONVERTED", deleted_at=None)[0]
    cookies = {user: cookie_of(user) for user in (BUSY, MANAGER)}
    for name, (user, path, target) in PAGES.items():
        request = Request(path.format(lead=lead.pk), cookie=cookies[user])
        with ordinary_day() if name == ORDINARY else nullcontext():
            result = timed_page(application, f"Page: {name}", request, target, rounds=rounds)
        yield result
    yield from weighed(application, cookies[BUSY])


@contextmanager
def ordinary_day() -> Iterator[None]:
    """Put most of the busy KAM's calls off to a later day, for as long as it is measured."""
    plans = CallPlan.objects.filter(lead__assigned_to=BUSY).order_by("pk")
    later = list(plans.values_list("pk", flat=True)[CALLS_OF_AN_ORDINARY_DAY:])
    CallPlan.objects.filter(pk__in=later).update(due_at=F("due_at") + PUT_OFF)
    try:
        yield
    finally:
        CallPlan.objects.filter(pk__in=later).update(due_at=F("due_at") - PUT_OFF)


def cookie_of(user: int) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def timed_page(
    application: Application, name: str, request: Request, target: float | None, *, rounds: int
) -> Result:
    """Measure the 95th of a hundred calls; the note has the middle one."""
    with CaptureQueriesContext(connection) as captured:
        size = len(got(application, request).body)
        queries = len(captured)
    taken, worked = [], []
    for _ in range(WARM_UP + rounds):
        began = process_time_ns()
        taken.append(got(application, request).nanoseconds)
        worked.append(process_time_ns() - began)
    p95 = quantiles(taken[WARM_UP:], n=20)[-1] / 1_000_000
    middle, busy = sample(taken[WARM_UP:]), sample(worked[WARM_UP:])
    note = (
        f"p50 {middle.median / 1000:.1f} ms, of these {busy.median / 1000:.1f} at work,"
        f" {queries} queries, {size / KILOBYTE:.0f} kB"
    )
    return Result(name, "ms p95", p95, target, middle, note=note)


def got(application: Application, request: Request) -> Answer:
    answer = call(application, request)
    if answer.status != 200:
        raise RuntimeError(f"{request.path}: {answer.status}")
    return answer


def weighed(application: Application, cookie: str) -> Iterator[Result]:
    """Load Today and, as a browser does, all it names: styles, scripts, their imports."""
    sizes: dict[str, int] = {"all": 0, "js": 0, "css": 0}
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        sent = len(got(application, Request(path, cookie=cookie)).body)
        sizes["all"] += sent
        if (kind := path.rpartition(".")[2]) in sizes:
            sizes[kind] += sent
        named = named_in(application, path, cookie) - seen
        seen |= named
        waiting += sorted(named)
    for kind, budget in BUDGETS.items():
        note = f"{len(seen)} files" if kind == "all" else ""
        yield Result(
            f"First visit of Today, {kind}", "kB", sizes[kind] / KILOBYTE, budget, note=note
        )


def named_in(application: Application, path: str, cookie: str) -> set[str]:
    """Return the addresses a file names; of this host only, as the content policy wants."""
    if path != "/" and not path.endswith(".js"):
        return set()
    text = got(application, Request(path, cookie=cookie, encoding="")).body.decode()
    if path == "/":
        return set(LINKS.findall(text))
    return {normpath(join(dirname(path), name)) for name in IMPORTS.findall(text)}
