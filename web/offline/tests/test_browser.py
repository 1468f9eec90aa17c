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

    def lose_the_network(self, page: "Page") -> None:
        """Let the form for a call still come, and no call go."""
        page.route(
            "**/log-call/",
            lambda route: route.continue_() if route.request.method == "GET" else route.abort(),
        )

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
            page.locator(".k-call").get_by_text("Waits").wait_for()
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

    def test_the_kept_list_opens_with_filters_in_the_address(self) -> None:
        with self.window(self.kam, size="phone", workers="allow") as page:
            self.open_today(page)
            page.context.set_offline(True)
            page.goto("/?tier=A", wait_until="load")
            page.get_by_text("This list is as of").wait_for()
            page.get_by_role("link", name="Osteria Lucca", exact=True).wait_for()

            page.context.set_offline(False)
            page.get_by_text("This list is as of").wait_for(state="hidden")

    def test_who_only_opens_a_narrowed_list_keeps_the_whole_one(self) -> None:
        with self.window(self.kam, size="phone", workers="allow") as page:
            page.goto("/leads/")
            page.evaluate("navigator.serviceWorker.ready.then(() => null)")
            page.goto("/?tier=A")
            page.wait_for_function(
                "() => caches.open('kam-person').then((c) => c.match('/')).then(Boolean)"
            )
            page.context.set_offline(True)
            page.goto("/?tier=A", wait_until="load")
            page.get_by_role("link", name="Osteria Lucca", exact=True).wait_for()

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
            page.get_by_text("1 of 1 calls done").wait_for()
            page.get_by_role("button", name="Undo").click()
            page.get_by_text("0 of 1 calls done").wait_for()

        self.assertEqual(Interaction.objects.count(), 1)
        self.assertEqual(self.calls(), 0)

    def test_two_tabs_send_once_what_a_tab_that_died_was_sending(self) -> None:
        with self.window(self.kam, size="phone") as page:
            died = page.context.new_page()
            died.goto("/")
            died.route(
                "**/log-call/",
                lambda route: None if route.request.method == "POST" else route.continue_(),
            )
            with died.expect_request(lambda request: request.method == "POST"):
                self.log(died)
            died.close()

            other = page.context.new_page()
            for tab in (page, other):
                tab.clock.install(time=timezone.now() + timedelta(minutes=1))
                tab.goto("/", wait_until="commit")
            for tab in (page, other):
                tab.get_by_text("1 sent").wait_for()

        self.assertEqual(Interaction.objects.count(), 1)

    def test_a_session_that_ended_is_asked_for_and_the_call_is_kept(self) -> None:
        self.kam.set_password("a-long-enough-one")
        self.kam.save()
        with self.window(self.kam, size="phone") as page:
            page.goto("/")
            self.lose_the_network(page)
            self.log(page)
            self.waiting(page).wait_for()
            page.unroute_all()
            page.context.clear_cookies(name="sessionid")
            page.evaluate("dispatchEvent(new Event('online'))")
            box = page.get_by_role("dialog", name="Log in again")
            box.get_by_label("User name").fill("kam")
            box.get_by_label("Password").fill("a-long-enough-one")
            box.get_by_role("button", name="Log in and go on").click()
            page.get_by_text("1 sent").wait_for()
            page.get_by_text("1 of 1 calls done").wait_for()

        self.assertEqual(self.calls(), 1)

    def test_a_refused_call_stays_and_says_what_to_do(self) -> None:
        with self.window(self.kam, size="phone") as page:
            page.goto("/")
            self.lose_the_network(page)
            self.log(page, said="They want oysters")
            self.waiting(page).wait_for()
            Lead.objects.update(assigned_to=None)
            page.unroute_all()
            page.evaluate("dispatchEvent(new Event('online'))")
            page.get_by_text("1 refused").wait_for()
            page.get_by_role("button", name="Show").click()
            box = page.get_by_role("dialog", name="Calls kept on this device")
            box.get_by_text("not yours. Tell its new").wait_for()
            box.get_by_text("They want oysters").wait_for()
            self.check_page(page)

            Lead.objects.update(assigned_to=self.kam)
            box.get_by_role("button", name="Try again").click()
            page.get_by_text("1 sent").first.wait_for()

        self.assertEqual(self.calls(), 1)

    def test_the_list_is_forgotten_at_log_out_and_shown_to_nobody_else(self) -> None:
        other = User.objects.create(username="other")
        with self.window(self.kam, size="phone", workers="allow") as page:
            self.open_today(page)
            self.log_in(page.context, other)
            page.goto("/contacts/")
            self.offline_page_at_today(page)

            self.log_in(page.context, self.kam)
            self.open_today(page)
            page.goto("/settings/")
            page.get_by_role("button", name="Log out", exact=True).click()
            page.get_by_role("heading", name="Log in").wait_for()
            self.offline_page_at_today(page)

    def offline_page_at_today(self, page: "Page") -> None:
        page.context.set_offline(True)
        page.goto("/", wait_until="load")
        page.get_by_role("heading", name="No network").wait_for()
        page.context.set_offline(False)

    def test_the_offline_page_keeps_the_promises_of_every_page(self) -> None:
        self.look_at("/offline/", None)

    def test_a_browser_finds_nothing_that_keeps_it_from_installing(self) -> None:
        with self.window(self.kam, size="phone", workers="allow") as page:
            self.open_today(page)
            devtools = page.context.new_cdp_session(page)
            told = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

        # A test's window is a private one; that is all there is to say against it.
        self.assertEqual([error["errorId"] for error in told], ["in-incognito"])
