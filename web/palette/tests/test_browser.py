"""Everything by keyboard: the palette, the single keys, and the keys switched off."""

from playwright.sync_api import Page, expect

from interaction_tracking.models import Interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class KeyboardTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria Lucca", city="Rome")

    def ask(self, page: Page, words: str) -> None:
        page.keyboard.press("Control+k")
        expect(page.locator("#k-palette input")).to_be_focused()
        page.keyboard.type(words)

    def test_it_goes_to_a_record_and_logs_a_call_there_without_going(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/settings/")
            self.ask(page, "lucca")
            page.get_by_role("option", name="Log a call with Osteria Lucca").wait_for()
            self.check_page(page)
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.get_by_role("heading", name="Log a call with Osteria Lucca").wait_for()
            page.keyboard.press("Enter")
            page.get_by_text("Call with Osteria Lucca logged.").wait_for()
            self.assertEqual(Interaction.objects.get().outcome, "CONNECTED")

            self.ask(page, "lucca")
            page.get_by_role("option", name="Osteria Lucca Rome").wait_for()
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/leads/{self.lead.pk}/")

    def test_what_it_does_not_know_it_adds(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            self.ask(page, "Bar Centrale")
            page.get_by_text("Nothing found. Add").wait_for()
            page.keyboard.press("Enter")
            expect(page.get_by_label("Name", exact=True)).to_have_value("Bar Centrale")
            page.get_by_role("button", name="Add the lead").click()
            page.get_by_text("Bar Centrale added.").wait_for()
            page.keyboard.press("z")
            page.get_by_text("Taken back.").wait_for()
        self.assertIsNotNone(Lead.objects.get(name="Bar Centrale").deleted_at)

    def test_escape_closes_it_whatever_was_typed(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            self.ask(page, "lucca")
            page.keyboard.press("Escape")
            expect(page.locator("#k-palette")).to_be_hidden()

    def test_what_was_opened_last_is_offered_first(self) -> None:
        other = make_lead(assigned_to=self.kam, name="Bar Centrale")
        with self.window(self.kam) as page:
            page.goto(f"/leads/{other.pk}/")
            page.goto("/")
            page.keyboard.press("/")
            expect(page.get_by_role("option").first).to_contain_text("Bar Centrale")

    def test_g_and_a_letter_go_everywhere_and_n_begins_a_lead(self) -> None:
        places = {"p": "pipeline/", "a": "leads/", "c": "contacts/", "i": "interactions/"}
        with self.window(self.kam) as page:
            page.goto("/settings/")
            for key, path in {**places, "k": "plans/", "r": "results/", "t": ""}.items():
                page.keyboard.press("g")
                page.keyboard.press(key)
                page.wait_for_url(f"{self.live_server_url}/{path}")
            page.keyboard.press("n")
            page.get_by_role("heading", name="New lead").wait_for()

    def test_the_list_of_keys_and_keys_switched_off(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.keyboard.press("?")
            page.get_by_role("heading", name="Keyboard shortcuts").wait_for()
            page.keyboard.press("Escape")
            expect(page.locator("#k-dialog")).to_be_empty()
            page.keyboard.press("j")
            expect(page.locator("tbody tr").first).to_be_focused()
            page.keyboard.press("s")
            page.get_by_role("heading", name="Plan calls to Osteria Lucca").wait_for()

            page.goto("/settings/")
            page.get_by_label("Single-key shortcuts").select_option("off")
            with page.expect_navigation():
                page.locator("#look").get_by_role("button", name="Apply").click()
            page.goto("/leads/")
            page.keyboard.press("n")
            page.keyboard.press("?")
            self.ask(page, "pipe")
            page.get_by_role("option", name="Pipeline").wait_for()
            page.keyboard.press("Enter")
            page.wait_for_url("**/pipeline/")
