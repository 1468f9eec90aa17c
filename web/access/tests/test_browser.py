"""The door, looked at."""

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from interaction_tracking.models import Interaction, OrderLine
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.services.first_account import welcome_token
from web.tests.browser import BrowserTestCase

if TYPE_CHECKING:
    from playwright.sync_api import Page


class DoorTests(BrowserTestCase):
    def test_the_first_account_is_made_and_logged_in(self) -> None:
        with self.window() as page:
            page.goto(f"/welcome/{welcome_token()}/")
            page.get_by_label("User name").fill("asha")
            page.get_by_label("Password").fill("a-long-enough-one")
            page.get_by_role("button", name="Create the account").click()
            page.wait_for_url("**/start/")

        self.assertTrue(User.objects.filter(username="asha", role="ADMIN").exists())

    def test_a_wrong_password_is_told_beside_the_form(self) -> None:
        with self.window() as page:
            page.goto("/log-in/")
            page.get_by_label("User name").fill("nobody")
            page.get_by_label("Password").fill("nothing")
            page.get_by_role("button", name="Log in").click()

            page.get_by_role("alert").get_by_text("do not belong together").wait_for()


class SessionThatEndsTests(BrowserTestCase):
    """In the middle of a form: log in on top of it, and it is sent as it was typed."""

    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.kam.set_password("a-long-enough-one")
        self.kam.save()

    def end_session(self, page: "Page") -> None:
        page.context.clear_cookies(name="sessionid")

    def log_in_again(self, page: "Page", name: str = "kam") -> None:
        box = page.get_by_role("dialog", name="Log in again")
        box.get_by_label("User name").fill(name)
        box.get_by_label("Password").fill("a-wrong-one")
        box.get_by_role("button", name="Log in and go on").click()
        box.get_by_text("do not belong together").wait_for()
        box.get_by_label("Password").fill("a-long-enough-one")
        box.get_by_role("button", name="Log in and go on").click()

    def test_the_form_for_a_lead_loses_nothing(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/new/")
            with page.expect_response("**/leads/alike/*"):
                page.get_by_label("Name", exact=True).fill("Osteria Lucca")
            self.end_session(page)
            page.get_by_label("Notes").fill("Likes oysters")
            page.get_by_role("button", name="Add the lead").click()
            self.log_in_again(page)
            page.get_by_role("heading", name="Osteria Lucca").wait_for()

        self.assertEqual(Lead.objects.get().notes, "Likes oysters")

    def test_the_form_for_an_order_loses_nothing(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")
        with self.window(self.kam, size="phone") as page:
            page.goto(f"/leads/{lead.pk}/")
            page.get_by_role("button", name="New order").click()
            form = page.get_by_role("dialog", name="Form")
            form.get_by_label("Product").first.fill("Oysters")
            form.get_by_label("Quantity").first.fill("24")
            self.end_session(page)
            form.get_by_role("button", name="Save the order").click()
            self.log_in_again(page)
            page.get_by_text("Order of Osteria Lucca saved.").wait_for()

        self.assertEqual(OrderLine.objects.get().name, "Oysters")

    def test_a_call_is_logged_once_and_its_form_is_gone(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")
        with self.window(self.kam) as page:
            page.goto(f"/leads/{lead.pk}/")
            page.get_by_role("button", name="Log call").first.click()
            page.get_by_label("What was said?").fill("Oysters next week")
            self.end_session(page)
            page.get_by_role("button", name="No answer").click()
            self.log_in_again(page)
            page.locator(".k-toasts").get_by_text("Call with Osteria Lucca logged.").wait_for()
            expect(page.locator("#k-dialog")).to_be_hidden()

        self.assertEqual(Interaction.objects.get().details, "Oysters next week")

    def test_a_form_from_before_a_log_in_in_another_tab_is_sent_as_it_is(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/new/")
            other = page.context.new_page()
            page.context.clear_cookies()
            other.goto("/log-in/")
            other.get_by_label("User name").fill("kam")
            other.get_by_label("Password").fill("a-long-enough-one")
            other.get_by_role("button", name="Log in").click()
            other.get_by_role("heading", name="Today", exact=True).wait_for()
            page.get_by_label("Name", exact=True).fill("Osteria Lucca")
            page.get_by_role("button", name="Add the lead").click()
            page.get_by_role("heading", name="Osteria Lucca").wait_for()

        self.assertEqual(Lead.objects.get().name, "Osteria Lucca")

    def test_another_persons_log_in_sends_nothing_of_the_first(self) -> None:
        other = User.objects.create(username="other")
        other.set_password("a-long-enough-one")
        other.save()
        with self.window(self.kam) as page:
            page.goto("/leads/new/")
            self.end_session(page)
            page.get_by_label("Notes").fill("Mine alone")
            page.get_by_role("button", name="Add the lead").click()
            self.log_in_again(page, "other")
            page.locator(f"[data-person='{other.pk}']").wait_for()

        self.assertFalse(Lead.objects.exists())
