"""The table of accounts by mouse and key."""

from playwright.sync_api import expect

from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class TableInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        for name in ("Bar", "Osteria"):
            make_lead(assigned_to=self.kam, name=name, lead_status="CONVERTED", tier="A")

    def test_columns_are_chosen_and_back_shows_the_usual_ones(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/results/")
            heads = page.locator("#accounts th")
            usual = heads.count()
            page.locator("#accounts-columns").click()
            page.get_by_label("Tier").check()
            page.get_by_role("button", name="Show these").click()
            expect(heads).to_have_count(usual + 1)
            expect(page.locator("#accounts-columns")).to_be_focused()
            self.check_page(page)

            page.go_back()
            expect(heads).to_have_count(usual)

    def test_a_phone_shows_the_first_eight_and_all_on_demand(self) -> None:
        for number in range(8):
            make_lead(assigned_to=self.kam, name=f"Cantina {number}", lead_status="CONVERTED")
        with self.window(self.kam, size="phone") as page:
            shown = page.locator("#accounts tbody tr:visible")
            page.goto("/results/")
            expect(shown).to_have_count(8)
            self.check_page(page)

            page.get_by_text("Show all 10").click()
            expect(shown).to_have_count(10)

    def test_a_click_peeks_and_a_key_logs_a_call(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/results/?cols=tier")
            page.locator("#accounts td[data-label=Tier]").first.click()
            page.get_by_role("heading", name="Bar").wait_for()
            page.keyboard.press("Escape")
            page.locator("#accounts tbody tr").nth(1).focus()
            page.keyboard.press("l")
            page.get_by_role("heading", name="Log a call with Osteria").wait_for()
