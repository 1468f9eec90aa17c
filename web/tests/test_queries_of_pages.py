"""Every page and fragment takes as many queries for many rows as for few."""

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact
from files.tests.factories import make_file
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.tests.factories import make_lead
from users.models import User
from users.rules import Role
from web.tests.company import Company, make_company
from web.tests.sights import SIGHTS

ACCOUNTS = 60
MORE = 12


class QueriesOfPagesTests(TestCase):
    """Asked as each viewer of the table of sights; the pages alone, then what they bring."""

    company: Company

    @classmethod
    def setUpTestData(cls) -> None:
        cls.company = make_company(accounts=ACCOUNTS)

    def counted(self) -> dict[str, int]:
        found = {}
        clients = {viewer: self.client_of(user) for viewer, user in self.company.people.items()}
        for sight in SIGHTS:
            if sight.viewer in ("new", "nobody"):
                continue
            for pattern in filter(None, (sight.path, sight.dialog)):
                path = pattern.format(**self.company.words)
                with CaptureQueriesContext(connection) as queries:
                    answer = clients[sight.viewer].get(path)
                self.assertLess(answer.status_code, 500, path)
                found[f"{sight.viewer} {path}"] = len(queries)
        return found

    def client_of(self, user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    def add_rows(self, numbers: range) -> None:
        """Of each kind, to the KAM and to the account that are looked at; and new colleagues."""
        kam = self.company.people["kam"]
        assert kam is not None
        now = timezone.now()
        looked_at = Lead.objects.get(pk=self.company.words["lead"])
        for number in numbers:
            stage = list(LeadStatus)[number % len(LeadStatus)]
            lead = make_lead(
                assigned_to=kam,
                name=f"More {number}",
                tier="D",
                lead_status=stage,
                parent=looked_at,
            )
            create_contact(lead, by=kam, name=f"Jo {number}")
            create_contact(looked_at, by=kam, name=f"Al {number}")
            # The least urgent, so that the call in focus stays the same one.
            create_plan(lead, by=kam, frequency="QUARTERLY", next_call_date=now)
            for place in (lead, looked_at):
                log_interaction(place, by=kam, interaction_type="CALL", outcome="CONNECTED")
                log_interaction(place, by=kam, interaction_type="ORDER")
                log_interaction(place, by=kam, interaction_type="EMAIL", details="Re: menu\nYes.")
                make_file(place, by=kam, name=f"{number}.pdf")
            User.objects.create(username=f"kam{number}", team=kam.team, role=Role.KAM)

    def test_more_rows_cost_no_more_queries(self) -> None:
        # More calls than Today shows are counted by a query of their own: begin with so many.
        self.add_rows(range(MORE))
        few = self.counted()
        self.add_rows(range(MORE, 2 * MORE))
        many = self.counted()

        grown = {name: (count, many[name]) for name, count in few.items() if many[name] > count}

        self.assertEqual(grown, {})
