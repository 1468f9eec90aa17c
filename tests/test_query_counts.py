"""Every list takes as many queries for many rows as for few."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact
from files.tests.factories import make_file
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.services.pipeline import change_lead_status
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountRhythm
from performance_tracking.tests.orders import make_forecast
from tests.test_access_matrix import LISTS as MATRIX
from users.models import Team, User
from users.tests.cast import CastMixin, client_of

QUERIES = {
    "/lead/restaurants/": 1,  # the leads
    "/lead/restaurants/trash/": 1,  # the leads
    "/lead/restaurants/{lead}/status_history/": 2,  # the lead, its steps
    "/lead/restaurants/{lead}/timeline/": 2,  # the lead, its events
    "/lead/restaurants/{lead}/files/": 2,  # the lead, its files
    "/contact/contacts/": 1,  # the contacts
    "/track/interactions/": 1,  # the interactions, with their orders' ids
    "/track/interactions/orders/": 1,  # the same
    "/call/": 1,  # the plans
    "/call/today/": 5,  # the people in reach, what was learnt, the plans, details, contacts
    "/call/cadences/": 2,  # the plans with their forecasts, what was learnt
    "/call/coverage/": 5,  # the people in reach, the missed plans counted, those of days off
    # looked at; the steps counted, the names
    "/performance/performing-accounts/": 1,  # the leads, with their rhythm
    "/performance/underperforming-accounts/": 1,  # the same
    "/performance/at-risk/": 1,  # the forecasts, with their leads
    "/performance/order-patterns/": 2,  # the leads, the orders of two months
    "/performance/funnel/": 2,  # the stages counted, the latest steps
    "/performance/team/": 4,  # leads, calls and orders counted, the people
    "/performance/portfolio/": 3,  # the orders by month, the forecasts summed, the cohort
    # Sums kept for an admin (none before a refresh), by decile, by error of the date, waiting.
    "/performance/track-record/": 4,
    "/api/users/": 1,  # the people
    "/api/teams/": 1,  # the teams
}
MORE = 4


class QueryCountTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = self.one_of_each(0)

    def one_of_each(self, number: int) -> Lead:
        """Add rows that each list shows: won and slow, cold, trashed, planned, with an order."""
        long_ago = timezone.now() - timedelta(days=40)
        lead = make_lead(assigned_to=self.owner, name=f"Won {number}", potential_revenue=20_000)
        create_contact(lead, by=self.admin, name=f"Jo {number}")
        make_file(lead, by=self.admin)
        plan = create_plan(lead, by=self.admin, frequency="WEEKLY")
        type(plan).objects.filter(pk=plan.pk).update(due_at=long_ago)
        change_lead_status(lead, to=LeadStatus.CONVERTED, by=self.admin)
        log_interaction(lead, by=self.admin, interaction_type="ORDER", order_placed=True)
        AccountRhythm.objects.filter(lead=lead).update(falls_off_at=long_ago)
        make_forecast(lead, at_risk=True)
        make_lead(assigned_to=self.owner, name=f"Cold {number}")
        trash_lead(make_lead(assigned_to=self.owner), by=self.admin)
        User.objects.create(username=f"new{number}", team=Team.objects.create(name=f"T{number}"))
        return lead

    def asked(self, pattern: str) -> tuple[int, int]:
        """Return how many queries it took, and how many rows came."""
        with CaptureQueriesContext(connection) as queries:
            answer = client_of(self.admin).get(pattern.format(lead=self.lead.pk))
        self.assertEqual(answer.status_code, 200, answer.content)
        return len(queries), len(answer.json())

    def test_more_rows_cost_no_more_queries(self) -> None:
        few = {pattern: self.asked(pattern) for pattern in QUERIES}
        for number in range(1, MORE):
            self.one_of_each(number)
            log_interaction(self.lead, by=self.admin, interaction_type="NOTE")
            make_file(self.lead, by=self.admin, name=f"{number}.pdf")
            change_lead_status(
                self.lead, to=(LeadStatus.NEW, LeadStatus.CONVERTED)[number % 2], by=self.admin
            )

        for pattern, expected in QUERIES.items():
            with self.subTest(pattern):
                self.assertEqual(few[pattern][0], expected)
                self.assertEqual(self.asked(pattern)[0], expected)

    def test_the_lists_it_looks_at_have_rows_and_grow(self) -> None:
        """Else the test above would count the queries of empty lists."""
        few = {path: self.asked(path)[1] for path, _ in MATRIX}
        self.one_of_each(1)

        for path, rows in few.items():
            with self.subTest(path):
                self.assertGreater(rows, 0)
                self.assertGreater(self.asked(path)[1], rows)

    def test_no_list_is_left_out(self) -> None:
        self.assertEqual({path for path, _ in MATRIX} - QUERIES.keys(), set())
