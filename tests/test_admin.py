"""Django's admin: people are written, the rest is looked at; more rows cost no more queries."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from users.models import User

PAGES = (
    "users/user",
    "users/team",
    "auth/group",
    "leads/lead",
    "leads/leadstatuschange",
    "contact/contact",
    "files/leadfile",
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

    def test_no_list_of_rows_counts_its_whole_table(self) -> None:
        for page in PAGES[3:]:
            for query in ("", "?q=great"):
                with CaptureQueriesContext(connection) as queries:
                    self.client.get(f"/admin/{page}/{query}")
                counts = [one["sql"] for one in queries if "COUNT(" in one["sql"]]
                self.assertEqual([sql for sql in counts if "LIMIT 10000" not in sql], [], page)
                self.assertLessEqual(len(counts), 1, page)

    def test_a_search_finds_what_it_names(self) -> None:
        lead = make_lead(name="Zum Löwen")
        make_lead(name="Rialto")
        admin = User.objects.get()
        log_interaction(lead, by=admin, interaction_type="CALL")

        searches = {
            "leads/lead": "LÖWEN",
            "interaction_tracking/interaction": "lowen",
            "events/event": str(lead.pk),
        }
        for page, words in searches.items():
            answer = self.client.get(f"/admin/{page}/", {"q": words})
            self.assertEqual(answer.context["cl"].result_count, 1, page)

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
