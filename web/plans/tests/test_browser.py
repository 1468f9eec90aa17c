"""The week in a browser."""

from datetime import timedelta

from django.utils import timezone

from call_planning.services.plans import create_plan
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class PlansInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        for days in (-4, 0, 1, 2):
            lead = make_lead(assigned_to=self.kam, name=f"Osteria {days}", tier="A")
            at = timezone.now() + timedelta(days=days)
            create_plan(lead, by=self.kam, frequency="WEEKLY", next_call_date=at)

    def test_the_overdue_are_spread_from_a_proposal(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/plans/")
            page.get_by_role("button", name="Spread the overdue").click()
            page.get_by_role("button", name="Move these").click()

            page.get_by_text("1 calls moved.").wait_for()
