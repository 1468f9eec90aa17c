"""Django's admin: people are written, the rest is looked at; more rows cost no more queries."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from leads.tests.factories import make_lead
from users.models import User

PAGES = (
    "users/user",
    "users/team",
    "leads/lead",
    "leads/leadstatuschange",
    "contact/contact",
    "interaction_tracking/interaction",
    "interaction_tracking/order",
    "call_planning/callplan",
    "events/event",
    "jobs/job",
)


class AdminTests(TestCase):
    def setUp(self) -> None:
        self.client.force_login(User.objects.create_superuser("admin", password="password"))

    def test_every_list_opens_and_can_be_searched(self) -> None:
        for page in PAGES:
            for query in ("", "?q=a"):
                answer = self.client.get(f"/admin/{page}/{query}")
                self.assertEqual(answer.status_code, 200, page)

    def test_a_lead_can_be_looked_at_but_not_written(self) -> None:
        lead = make_lead()

        self.assertEqual(self.client.get(f"/admin/leads/lead/{lead.pk}/change/").status_code, 200)
        self.assertEqual(self.client.get("/admin/leads/lead/add/").status_code, 403)
        changed = self.client.post(f"/admin/leads/lead/{lead.pk}/change/", {"name": "X"})
        self.assertEqual(changed.status_code, 403)

    def test_a_user_can_be_changed(self) -> None:
        user = User.objects.create(username="kam")

        self.assertEqual(self.client.get(f"/admin/users/user/{user.pk}/change/").status_code, 200)

    def test_more_leads_cost_no_more_queries(self) -> None:
        counts = set()
        for _ in range(3):
            make_lead()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                self.client.get("/admin/leads/lead/")
            counts.add(len(queries))

        self.assertEqual(len(counts), 1)
