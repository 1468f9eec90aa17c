"""Who may open which page: every page and fragment, every role, one's own rows and strangers'."""

import gzip
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from django.apps import apps
from django.db import transaction
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact
from files.services.writing import remove_file
from files.tests.factories import make_file
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from transfers.models import ListImport
from users.models import User
from users.tests.cast import CastMixin
from web.lists.saved import save_view
from web.models import Batch
from web.tests.routes import PageRoute

WEB = Path(__file__).resolve().parent.parent / "web"
ROUTES: list[PageRoute] = [
    route
    for path in sorted(WEB.glob("*/tests/routes.py"))
    for route in import_module(f"web.{path.parts[-3]}.tests.routes").ROUTES
]
ROLES = ("anonymous", "owner", "teammate", "manager", "outsider", "admin")
MAY = {
    "open": set(ROLES),
    "everybody": set(ROLES) - {"anonymous"},
    "managers": {"manager", "outsider", "admin"},
    "admins": {"admin"},
}
SEES = {"own": {"owner", "manager", "admin"}, "foreign": {"outsider", "admin"}}


class PageAccessTests(CastMixin, TestCase):
    seconds = 15
    rows: ClassVar[dict[str, dict[str, int]]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        stranger = User.objects.create(username="stranger", team=cls.outsider.team)
        cls.rows = {"own": cls.make_rows(cls.owner), "foreign": cls.make_rows(stranger)}

    @classmethod
    def make_rows(cls, owner: User) -> dict[str, int]:
        lead = make_lead(assigned_to=owner)
        contact = create_contact(lead, by=owner, name="Jo")
        plan = create_plan(lead, by=owner, frequency="DAILY")
        interaction = log_interaction(lead, by=owner, interaction_type="NOTE")
        removed = make_file(lead, by=owner, name="old menu.pdf")
        remove_file(removed, by=owner)
        return {
            "lead": lead.pk,
            "contact": contact.pk,
            "plan": plan.pk,
            "interaction": interaction.pk,
            "file": make_file(lead, by=owner).pk,
            "removed": removed.pk,
            "order": log_interaction(lead, by=owner, interaction_type="ORDER").pk,
            "user": owner.pk,
            "taker": cls.teammate.pk,
            "trashed": cls.make_trashed(owner),
            "version": Lead.objects.values_list("version", flat=True).get(pk=lead.pk),
            "list": cls.make_list(owner),
            "handing": cls.make_handing(owner),
            "taking": cls.make_taking(owner),
            "view": save_view(by=owner, name="Ours", page="leads", query="", shared=True).pk,
        }

    @classmethod
    def make_list(cls, owner: User) -> int:
        """A long list that came in, with one line refused."""
        row = ListImport.objects.create(
            kind="leads",
            name="list.csv",
            file=b"",
            rows=1,
            mapping={"name": "Name"},
            split=False,
            checks_only=False,
            asked_by=owner,
            asked_at=timezone.now(),
            done_at=timezone.now(),
            report=gzip.compress(b"line,field,problem\n2,name,bad\n"),
            result={
                "created": 0,
                "updated": 0,
                "unchanged": 0,
                "refused": 1,
                "attempts": 1,
                "notes": [],
                "problems": [[2, "name", "bad"]],
            },
        )
        return int(row.pk)

    @classmethod
    def make_handing(cls, owner: User) -> int:
        """A long hand-over that is done."""
        facts = {"kind": "handed-over", "rows": [], "of": 0, "to": None, "same": 0, "no": []}
        return Batch.objects.create(by=owner, at=timezone.now(), facts=facts).pk

    @classmethod
    def make_taking(cls, owner: User) -> int:
        """A long bulk action that was taken back."""
        facts = {"kind": "taken-back", "left": [], "of": 0, "changed": 0, "refused": 0}
        return Batch.objects.create(by=owner, at=timezone.now(), facts=facts).pk

    @classmethod
    def make_trashed(cls, owner: User) -> int:
        lead = make_lead(assigned_to=owner)
        trash_lead(lead, by=owner)
        return lead.pk

    def test_every_page_is_in_the_matrix(self) -> None:
        known = {resolve(filled(route.path, self.rows["own"])).route for route in ROUTES}

        self.assertEqual(sorted(set(page_routes()) - known), [])

    def test_who_may_open_what(self) -> None:
        for route in ROUTES:
            for whose in ("own", "foreign") if route.who == "row" else ("own",):
                for role in ROLES:
                    with self.subTest(f"{route.method} {route.path} {whose} {role}"):
                        self.try_out(route, whose, role)

    def try_out(self, route: PageRoute, whose: str, role: str) -> None:
        with transaction.atomic():
            for name in route.gone:
                self.delete(name, whose)
            client = self.client_of(role)
            before = whole_database()
            status = ask(client, route, self.rows[whose])
            allowed = role in (SEES[whose] if route.who == "row" else MAY[route.who])
            if allowed and role in SEES[whose]:
                self.assertEqual(status if status >= 400 else 0, route.refused)
            elif allowed:
                self.assertIn(status // 100, (2, 3, 4), status)
                self.assertNotIn(status, (401, 403, 405))
            else:
                hidden = route.who == "row" and not (whose == "own" and role in route.looks)
                expected = 302 if role == "anonymous" else 404 if hidden else 403
                self.assertEqual(status, expected)
                self.assertEqual(whole_database(), before, "a refusal left a trace")
            transaction.set_rollback(True)

    def client_of(self, role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(getattr(self, role))
        return client

    def delete(self, name: str, whose: str) -> None:
        models = {"plan": "call_planning.CallPlan", "contact": "contact.Contact"}
        apps.get_model(models[name])._default_manager.filter(pk=self.rows[whose][name]).delete()


def ask(client: Client, route: PageRoute, ids: dict[str, int]) -> int:
    data = {name: filled(text, ids) for name, text in route.data.items()}
    send = client.get if route.method == "GET" else client.post
    return int(send(filled(route.path, ids), data).status_code)


def filled(text: str, ids: dict[str, int]) -> str:
    for name, pk in ids.items():
        text = text.replace("{" + name + "}", str(pk))
    return text


def page_routes() -> Iterator[str]:
    """Every pattern of web.urls, as the resolver writes it."""
    for entry in get_resolver().url_patterns:
        if (
            isinstance(entry, URLResolver)
            and getattr(entry.urlconf_name, "__name__", "") == "web.urls"
        ):
            yield from routes_below(entry, "")


def routes_below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here
        else:
            yield from routes_below(entry, here)
