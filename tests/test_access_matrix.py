"""Who may do what: every route, every role, rows of one's own, of strangers, and in the trash."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

import orjson
from django.apps import apps
from django.db import transaction
from django.test import TestCase
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from call_planning.services.plans import create_plan
from call_planning.tests.forecasts import working_day_after
from contact.services.writing import create_contact
from files.tests.factories import make_file
from interaction_tracking.services.log import log_interaction
from jobs.services.queue import ask
from leads.models import Lead
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.models import User
from users.tests.cast import CastMixin, client_of

ROLES = ("anonymous", "owner", "teammate", "manager", "outsider", "admin")
SEES_OWN = {"owner", "manager", "admin"}
SEES_FOREIGN = {"outsider", "admin"}
NOT_OURS = ("admin/", "static/")


@dataclass(frozen=True)
class Route:
    """One method on one path; `{lead}` and the like stand for the row it is tried on."""

    method: str
    path: str
    body: Any = None
    finds_trashed: bool = False
    gone: tuple[str, ...] = field(default=())  # rows deleted before it is tried
    form: str = ""  # instead of a body: multipart, with FORM as its boundary


SOON = f"{working_day_after(timezone.now().date() + timedelta(days=1))}"  # never a Saturday
MOVE = {"plan": "{plan}", "day": SOON, "version": 1}
LEAD, CONTACT = "/lead/restaurants/{lead}/", "/contact/contacts/{contact}/"
TOUCH, PLAN = "/track/interactions/{interaction}/", "/call/{plan}/"
FILES, FILE = f"{LEAD}files/", f"{LEAD}files/{{file}}/"
FORM = "multipart/form-data; boundary=B"
UPLOAD = '--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--B--\r\n'
DETAILS = (
    Route("GET", LEAD),
    Route("PUT", LEAD, {"name": "Renamed"}),
    Route("PATCH", LEAD, {"notes": "changed"}),
    Route("DELETE", LEAD),
    Route("POST", f"{LEAD}change_status/", {"status": "CONTACTED"}),
    Route("GET", f"{LEAD}status_history/"),
    Route("GET", f"{LEAD}timeline/"),
    Route("GET", FILES),
    Route("POST", FILES, form=UPLOAD),
    Route("GET", FILE),
    Route("PUT", FILE, {"name": "Renamed"}),
    Route("PATCH", FILE, {"note": "changed"}),
    Route("DELETE", FILE),
    Route("GET", f"{FILE}content/"),
    Route("GET", CONTACT),
    Route("PUT", CONTACT, {"restaurant": "{lead}", "name": "Jo"}),
    Route("PATCH", CONTACT, {"name": "Jo"}),
    Route("DELETE", CONTACT),
    Route("GET", TOUCH),
    Route("PUT", TOUCH, {"lead": "{lead}", "interaction_type": "NOTE"}),
    Route("PATCH", TOUCH, {"details": "changed"}),
    Route("DELETE", TOUCH),
    Route("GET", f"{TOUCH}order_details/"),
    Route("GET", PLAN),
    Route("PUT", PLAN, {"lead": "{lead}", "frequency": "WEEKLY"}),
    Route("PATCH", PLAN, {"notes": "changed"}),
    Route("DELETE", PLAN),
    Route("POST", f"{PLAN}record_call/", {}),
    Route("PATCH", f"{PLAN}set_frequency/", {"frequency": "WEEKLY"}),
    Route("PUT", f"{PLAN}set_frequency/", {"frequency": "WEEKLY"}),
    Route("POST", f"{PLAN}snooze/", {"until": "2999-01-01T00:00:00Z"}),
    Route("POST", f"{PLAN}pause/"),
    Route("POST", f"{PLAN}resume/"),
    Route("GET", f"{PLAN}why/"),
    Route("POST", f"{PLAN}pin/", {"day": SOON}),
    Route("DELETE", f"{PLAN}pin/"),
    Route("GET", "/performance/accounts/{lead}/"),
)
RESTORES = (
    Route("POST", f"{LEAD}restore/", gone=("lead",)),
    Route("POST", f"{CONTACT}restore/", gone=("contact",)),
    Route("POST", f"{TOUCH}restore/", gone=("interaction",)),
    Route("POST", f"{FILE}restore/", gone=("file",)),
)
NESTED = (
    Route("POST", "/contact/contacts/", {"restaurant": "{lead}", "name": "Jo"}),
    Route("POST", "/track/interactions/", {"lead": "{lead}", "interaction_type": "NOTE"}),
    Route("POST", "/call/", {"lead": "{lead}", "frequency": "DAILY"}, gone=("plan",)),
    Route("POST", "/lead/restaurants/", {"name": "Outlet", "parent": "{lead}"}),
    Route("POST", "/call/plan/accept/", {"moves": [MOVE]}),
)
LISTS = (
    ("/lead/restaurants/", "id"),
    ("/contact/contacts/", "restaurant"),
    ("/track/interactions/", "lead"),
    ("/track/interactions/orders/", "lead"),
    ("/call/", "lead"),
    ("/call/today/", "lead"),
    ("/performance/performing-accounts/", "id"),
    ("/performance/order-patterns/", "id"),
    ("/performance/underperforming-accounts/", "id"),
    ("/performance/at-risk/", "id"),
)
FOR_EVERYBODY = (
    "/lead/",
    "/contact/",
    "/track/",
    "/performance/",
    "/performance/funnel/",
    "/performance/team/",
    "/performance/portfolio/",
    "/performance/track-record/",
    "/call/coverage/",
    "/call/cadences/",
    "/lead/restaurants/trash/",
    "/api/users/",
    "/api/users/me/",
    "/api/teams/",
)
PEOPLE = (
    # method, path, body, who may; the others get 403, or 404 for people out of their reach
    ("PATCH", "/api/users/me/", {"first_name": "A"}, set(ROLES) - {"anonymous"}, 403),
    ("PUT", "/api/users/me/", {"first_name": "A"}, set(ROLES) - {"anonymous"}, 403),
    ("POST", "/api/users/", {"username": "n", "password": "long-enough-9"}, {"admin"}, 403),
    ("GET", "/api/users/{owner}/", None, {"owner", "manager", "admin"}, 404),
    ("PATCH", "/api/users/{owner}/", {"last_name": "A"}, {"owner", "admin"}, (403, 404)),
    ("PUT", "/api/users/{owner}/", {"last_name": "A"}, {"owner", "admin"}, (403, 404)),
    ("PATCH", "/api/users/{owner}/", {"role": "ADMIN"}, {"admin"}, None),
    ("GET", "/api/jobs/{job}/", None, {"owner", "admin"}, 404),
    ("POST", "/api/teams/", {"name": "West"}, {"admin"}, 403),
    ("GET", "/api/teams/{team}/", None, {"owner", "teammate", "manager", "admin"}, 404),
    ("PATCH", "/api/teams/{team}/", {"name": "West"}, {"admin"}, (403, 404)),
    ("PUT", "/api/teams/{team}/", {"name": "West"}, {"admin"}, (403, 404)),
    ("DELETE", "/api/teams/{team}/", None, {"admin"}, (403, 404)),
)
# The diary of a person: whose it may be.
DIARIES = (("POST", "/call/plan/", {"owner": "{owner}"}, {"owner", "manager", "admin"}, 400),)
OPEN_DOORS = {
    ("GET", "/api/health/"),
    ("GET", "/api/docs/"),
    ("GET", "/api/schema/"),
    ("POST", "/api/token/"),
    ("POST", "/api/token/refresh/"),
    ("POST", "/api/token/logout/"),
}


class AccessMatrixTests(CastMixin, TestCase):
    seconds = 10
    rows: ClassVar[dict[str, dict[str, int]]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        stranger = User.objects.create(username="stranger", team=cls.outsider.team)
        cls.rows = {
            "own": cls.make_rows(cls.owner),
            "foreign": cls.make_rows(stranger),
            "trashed": cls.make_rows(cls.owner),
        }
        Lead.objects.filter(pk=cls.rows["trashed"]["lead"]).update(deleted_at=timezone.now())

    @classmethod
    def make_rows(cls, owner: User) -> dict[str, int]:
        lead = make_lead(assigned_to=owner, lead_status="CONVERTED", potential_revenue=10_000)
        contact = create_contact(lead, by=owner, name="Jo")
        order = log_interaction(lead, by=owner, interaction_type="ORDER")
        plan = create_plan(lead, by=owner, frequency="DAILY", next_call_date=timezone.now())
        job = ask("jobs.jobs.forget_old_jobs", by=cls.owner)
        rows = {"job": job.pk, "contact": contact.pk, "interaction": order.pk, "plan": plan.pk}
        rows["file"] = make_file(lead, by=owner).pk
        return {"lead": lead.pk, **rows, "owner": cls.owner.pk, "team": cls.owner.team_id or 0}

    def send(self, role: str, method: str, path: str, body: Any = None, *, form: str = "") -> Any:
        user = None if role == "anonymous" else getattr(self, role)
        content = form if body is None else orjson.dumps(body).decode()
        kind = FORM if form else "application/json"
        return client_of(user).generic(method, path, content, kind)

    def try_route(self, route: Route, role: str, kind: str) -> tuple[int, bool]:
        """Return the status, and whether the database is as it was; then undo everything."""
        rows = self.rows[kind]
        with transaction.atomic():
            take_away(rows, route.gone)
            before = whole_database()
            path = route.path.format(**rows)
            answer = self.send(role, route.method, path, filled(route, rows), form=route.form)
            same = whole_database() == before
            transaction.set_rollback(True)
        return answer.status_code, same

    def check(self, route: Route, kind: str, allowed: set[str], refused: int) -> None:
        for role in ROLES:
            with self.subTest(route=f"{route.method} {route.path}", role=role, rows=kind):
                status, same = self.try_route(route, role, kind)
                if role in allowed:
                    self.assertLess(status, 300)
                else:
                    self.assertEqual(status, 401 if role == "anonymous" else refused)
                    self.assertTrue(same, "a refusal changed the database")

    def test_rows_of_one_s_own_team_are_reached_and_no_others(self) -> None:
        for route in (*DETAILS, *RESTORES):
            self.check(route, "own", SEES_OWN, 404)
            self.check(route, "foreign", SEES_FOREIGN, 404)

    def test_rows_in_the_trash_do_not_exist(self) -> None:
        for route in DETAILS:
            self.check(route, "trashed", set(), 404)

    def test_a_write_cannot_name_a_row_out_of_reach(self) -> None:
        for route in NESTED:
            self.check(route, "own", SEES_OWN, 400)
            self.check(route, "foreign", SEES_FOREIGN, 400)
            self.check(route, "trashed", set(), 400)

    def test_lists_counts_and_filters_show_only_what_is_in_reach(self) -> None:
        for path, key in LISTS:
            for role in ROLES:
                with self.subTest(path=path, role=role):
                    self.check_list(path, key, role)

    def check_list(self, path: str, key: str, role: str) -> None:
        answer = self.send(role, "GET", path)
        if role == "anonymous":
            self.assertEqual(answer.status_code, 401)
            return
        seen = set()
        if role in SEES_OWN:
            seen.add(self.rows["own"]["lead"])
        if role in SEES_FOREIGN:
            seen.add(self.rows["foreign"]["lead"])
        shown = {row[key] for row in answer.json()}
        self.assertLessEqual(shown, seen)
        if "perform" not in path or "order-patterns" in path:
            self.assertEqual(shown, seen)

    def test_every_list_can_be_counted(self) -> None:
        for path, _ in LISTS:
            for count in ("exact", "capped"):
                if path != "/call/today/":
                    with self.subTest(path=path, count=count):
                        rows = self.send("owner", "GET", path).json()
                        answer = self.send("owner", "GET", f"{path}?count={count}")
                        self.assertEqual(answer.headers["X-Total-Count"], str(len(rows)))

    def test_a_search_a_filter_and_a_count_do_not_betray_strangers(self) -> None:
        for query in ("search=great", "count=exact", f"assigned_to={999_999}"):
            answer = self.send("teammate", "GET", f"/lead/restaurants/?{query}")
            self.assertEqual(answer.json(), [])
            self.assertEqual(answer.headers.get("X-Total-Count", "0"), "0")

    def test_a_diary_is_for_its_owner_and_those_who_lead_them(self) -> None:
        for method, path, body, allowed, refused in DIARIES:
            for role in ROLES:
                with self.subTest(path=path, role=role):
                    answer = self.send(role, method, path, filled_in(body, self.rows["own"]))
                    otherwise = 401 if role == "anonymous" else refused
                    expected = 200 if role in allowed else otherwise
                    self.assertEqual(answer.status_code, expected)

    def test_what_is_for_everybody_is_not_for_the_anonymous(self) -> None:
        for path in FOR_EVERYBODY:
            for role in ROLES:
                with self.subTest(path=path, role=role):
                    expected = 401 if role == "anonymous" else 200
                    self.assertEqual(self.send(role, "GET", path).status_code, expected)

    def test_people_and_teams_are_written_by_those_who_may(self) -> None:
        for entry in PEOPLE:
            for role in ROLES:
                with self.subTest(route=entry[:2], role=role):
                    self.check_people(entry, role)

    def check_people(self, entry: tuple[str, str, Any, set[str], Any], role: str) -> None:
        method, path, body, allowed, refused = entry
        with transaction.atomic():
            before = whole_database()
            answer = self.send(role, method, path.format(**self.rows["own"]), body)
            same = whole_database() == before
            role_now = User.objects.get(pk=self.owner.pk).role
            transaction.set_rollback(True)
        if role in allowed:
            busy_team = method == "DELETE" and answer.status_code == 409
            self.assertTrue(answer.status_code < 300 or busy_team, answer.status_code)
        elif role == "anonymous":
            self.assertEqual(answer.status_code, 401)
        elif refused is None:
            self.assertEqual(role_now, "KAM")
        else:
            expected = refused if isinstance(refused, tuple) else (refused,)
            self.assertIn(answer.status_code, expected)
            self.assertTrue(same, "a refusal changed the database")

    def test_the_matrix_knows_every_route(self) -> None:
        rows = self.rows["own"]
        known = {(route.method, route.path) for route in (*DETAILS, *RESTORES, *NESTED)}
        known |= {(method, path) for method, path, *_ in (*PEOPLE, *DIARIES)} | OPEN_DOORS
        known |= {("GET", path) for path in (*FOR_EVERYBODY, *(path for path, _ in LISTS))}
        tried = {(method, plain(resolve(path.format(**rows)).route)) for method, path in known}

        self.assertEqual(set(routes()) - tried, set())


def filled(route: Route, rows: dict[str, int]) -> Any:
    return filled_in(route.body, rows)


def filled_in(value: Any, rows: dict[str, int]) -> Any:
    if isinstance(value, dict):
        return {name: filled_in(inner, rows) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled_in(inner, rows) for inner in value]
    return rows[value.strip("{}")] if isinstance(value, str) and value[:1] == "{" else value


def take_away(rows: dict[str, int], gone: tuple[str, ...]) -> None:
    models = {"lead": "leads.Lead", "contact": "contact.Contact"}
    models |= {"interaction": "interaction_tracking.Interaction", "file": "files.LeadFile"}
    for name in gone:
        if name == "plan":
            apps.get_model("call_planning.CallPlan").objects.filter(pk=rows[name]).delete()
        else:
            model = apps.get_model(models[name])
            model.objects.filter(pk=rows[name]).update(deleted_at=timezone.now())


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (method, route) of everything the product answers to."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{entry.pattern}"
        if route.startswith(NOT_OURS) or is_pages(entry):
            continue
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            for method in methods_of(entry.callback):
                yield method, plain(route)


def is_pages(entry: Any) -> bool:
    """The pages have a matrix of their own: test_page_access.py."""
    return getattr(getattr(entry, "urlconf_name", None), "__name__", "") == "web.urls"


def plain(route: str) -> str:
    return route.replace("^", "")


def methods_of(view: Any) -> list[str]:
    actions = getattr(view, "actions", None)
    if actions is not None:
        return [method.upper() for method in actions if method != "head"]
    kind: Any = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if kind.__name__ == "RedirectView":
        return ["GET"]
    return [m for m in ("GET", "POST", "PUT", "PATCH", "DELETE") if hasattr(kind, m.lower())]
