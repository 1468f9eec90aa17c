"""Without a network, in a browser: the list is there, and a call is logged exactly once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.models import Interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

KEPT = "1 call waits on this device"


class WithoutANetworkTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam", first_name="Priya")
        self.lead = self.planned(make_lead(assigned_to=self.kam, name="Osteria Lucca"))

    def planned(self, lead: Lead) -> Lead:
        at = timezone.now() - timedelta(days=2)
        create_plan(lead, by=self.kam, frequency="WEEKLY", next_call_date=at)
        return lead

    def open_today(self, page: "Page") -> None:
        """Open Today as somebody who has been here before: the worker keeps it."""
        page.goto("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        page.goto("/")
        page.wait_for_function(
            "() => caches.open('kam-person').then((c) => c.match('/')).then(Boolean)"
        )

    def log(self, page: "Page", said: str = "") -> None:
        page.get_by_role("button", name="Log call with Osteria Lucca").click()
        form = page.get_by_role("dialog").filter(has=page.get_by_text("Log a call with"))
        form.get_by_role("heading", name="Log a call with Osteria Lucca").wait_for()
        form.get_by_label("What was said?").fill(said)
        form.get_by_role("button", name="Connected").click()

    def waiting(self, page: "Page") -> "Locator":
        return page.get_by_role("status").get_by_text(KEPT)

    def toast(self, page: "Page", text: str) -> "Locator":
        return page.locator(".k-toasts").get_by_text(text)

    def lose_an_answer(self, page: "Page") -> None:
        """Let the next call reach the server, and its answer nobody."""
        lost: list[str] = []

        def lose(route: "Route") -> None:
            if route.request.method != "POST" or lost:
                return route.continue_()
            lost.append(route.request.url)
            route.fetch()
            return route.abort()

        page.route("**/log-call/", lose)

    def calls(self) -> int:
        return Interaction.objects.filter(deleted_at=None).count()

    def test_the_last_list_is_read_and_a_call_is_sent_once_the_network_is_back(self) -> None:
        with self.window(self.kam, size="phone", workers="allow") as page:
            self.open_today(page)
            page.context.set_offline(True)
            page.goto("/", wait_until="load")
            page.get_by_text("This list is as of").wait_for()

            self.log(page, said="They want oysters")
            self.waiting(page).wait_for()
            page.goto("/", wait_until="load")
            self.waiting(page).wait_for()
            page.goto("/leads/", wait_until="load")
            page.get_by_role("heading", name="No network").wait_for()
            self.assertEqual(self.calls(), 0)

            page.go_back(wait_until="load")
            page.context.set_offline(False)
            self.toast(page, "Call with Osteria Lucca logged.").wait_for()
            page.get_by_text("1 of 1 calls done").wait_for()

        self.assertEqual(self.calls(), 1)
        self.assertEqual(Interaction.objects.get().details, "They want oysters")

    def test_an_answer_that_is_lost_logs_nothing_twice(self) -> None:
        with self.window(self.kam, size="phone") as page:
            page.goto("/")
            self.lose_an_answer(page)
            with page.expect_request_finished(lambda r: r.url.endswith("/offline/me/")):
                self.log(page)
                self.waiting(page).wait_for()
                self.assertEqual(self.calls(), 1)
                page.evaluate("dispatchEvent(new Event('online'))")
            page.get_by_text("1 sent").wait_for()
            page.get_by_role("button", name="Undo").click()
            page.get_by_text("0 of 1 calls done").wait_for()

        self.assertEqual(Interaction.objects.count(), 1)
        self.assertEqual(self.calls(), 0)
