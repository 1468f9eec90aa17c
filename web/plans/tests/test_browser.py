"""The week in a browser."""

from datetime import timedelta

from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class PlansInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam", call_capacity=1)
        for number in range(4):
            lead = make_lead(assigned_to=self.kam, name=f"Osteria {number}", tier="A")
            at = timezone.now() + timedelta(days=10)
            create_plan(lead, by=self.kam, frequency="MONTHLY", next_call_date=at)

    def planned(self) -> int:
        return CallPlan.objects.exclude(planned_on=None).count()

    def test_the_diary_is_levelled_some_is_accepted_and_taken_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/plans/")
            page.get_by_role("link", name="Level the diary").click()
            page.get_by_role("button", name="None").click()
            page.get_by_role("button", name="Accept 0").wait_for()
            page.get_by_role("checkbox").first.check()
            page.get_by_role("button", name="Accept 1").click()
            page.get_by_text("1 call has its new day.").wait_for()
            self.assertEqual(self.planned(), 1)

            page.get_by_role("button", name="Undo").click()
            page.get_by_text("Taken back.").wait_for()

        self.assertEqual(self.planned(), 0)
