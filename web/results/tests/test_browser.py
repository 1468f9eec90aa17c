"""The results in a browser."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from performance_tracking.services.refresh import refresh_forecasts
from users.models import User
from web.tests.browser import BrowserTestCase


class ResultsInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria", lead_status="CONVERTED")
        for days in range(2, 120, 7):
            log_interaction(
                self.lead,
                by=self.kam,
                interaction_type="ORDER",
                date=timezone.now() - timedelta(days=days),
                order={"total_price": Decimal(200 + days)},
            )
        for days in (35, 0):
            refresh_forecasts(now=timezone.now() - timedelta(days=days))

    def test_the_chart_tells_its_numbers_to_the_arrow_keys(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/results/")
            chart = page.get_by_role("img", name="Order value per week")
            chart.focus()
            page.keyboard.press("ArrowLeft")

            chart.locator(".k-tip").get_by_text("Last year").wait_for()

    def test_the_grid_of_answers_is_walked_by_arrow_keys(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/results/")
            grid = page.get_by_role("img", name="Answer rate by local hour")
            grid.focus()
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowDown")
            grid.locator(".k-tip").get_by_text("Tue 09:00").wait_for()
            page.keyboard.press("ArrowUp")
            page.keyboard.press("ArrowUp")
            grid.locator(".k-tip").get_by_text("Mon 09:00").wait_for()
