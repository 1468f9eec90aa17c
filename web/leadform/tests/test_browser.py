"""The drawer of a lead: over the page it was asked from, and nothing typed is lost unasked."""

from django.db.models import F
from playwright.sync_api import Dialog, Page, expect

from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class DrawerTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria Lucca", city="Rome")

    def open_new(self, page: Page, path: str = "/leads/") -> None:
        page.goto(path)
        page.keyboard.press("n")
        page.get_by_role("heading", name="New lead").wait_for()

    def test_a_lead_is_added_over_the_list_it_was_begun_on(self) -> None:
        with self.window(self.kam) as page:
            self.open_new(page, "/leads/?tier=A")
            page.keyboard.type("Bar Centrale")  # the first field has the focus
            page.keyboard.press("Control+Enter")
            page.get_by_text("Bar Centrale added.").wait_for()

            expect(page).to_have_url(f"{self.live_server_url}/leads/?tier=A")
            expect(page.locator("#k-dialog")).to_be_empty()
        self.assertTrue(Lead.objects.filter(name="Bar Centrale").exists())

    def test_the_board_s_card_is_edited_where_it_stands(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.locator("[data-card]").first.focus()
            page.keyboard.press("e")
            page.get_by_label("Name", exact=True).fill("Osteria Nova")
            page.get_by_role("button", name="Save", exact=True).click()
            page.locator("[data-card]", has_text="Osteria Nova").wait_for()
            expect(page).to_have_url(f"{self.live_server_url}/pipeline/")

    def test_the_account_shows_what_was_changed_in_the_drawer_over_it(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            page.keyboard.press("e")
            page.get_by_label("Name", exact=True).fill("Osteria Nova")
            page.get_by_role("button", name="Save", exact=True).click()
            page.get_by_role("heading", name="Osteria Nova").wait_for()

    def test_escape_asks_before_it_drops_what_was_typed(self) -> None:
        with self.window(self.kam) as page:
            self.open_new(page)
            page.keyboard.type("Bar")
            for _again in range(2):
                page.keyboard.press("Escape")
                expect(page.get_by_role("button", name="Go on writing")).to_be_focused()
                page.keyboard.press("Enter")
                expect(page.get_by_label("Name", exact=True)).to_have_value("Bar")
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Leave it").click()
            expect(page.locator("#k-dialog")).to_be_empty()

    def test_escape_twice_in_a_row_still_keeps_it(self) -> None:
        with self.window(self.kam) as page:
            self.open_new(page)
            page.keyboard.type("Bar")
            for _again in range(4):  # opens the question, takes it back, and so on
                page.keyboard.press("Escape")
            expect(page.get_by_label("Name", exact=True)).to_have_value("Bar")

    def test_a_click_beside_it_asks_too(self) -> None:
        with self.window(self.kam) as page:
            self.open_new(page)
            page.keyboard.type("Bar")
            page.mouse.click(300, 500)
            page.get_by_role("heading", name="Leave what you typed?").wait_for()

    def test_untouched_it_closes_at_once_and_the_focus_is_where_it_was(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            button = page.locator("header").get_by_role("link", name="New lead")
            button.click()
            page.get_by_role("heading", name="New lead").wait_for()
            page.keyboard.press("Escape")
            expect(page.locator("#k-dialog")).to_be_empty()
            expect(button).to_be_focused()

    def test_what_was_refused_is_still_asked_about(self) -> None:
        with self.window(self.kam) as page:
            self.open_new(page)
            page.locator("#lead-form [name=email]").fill("no@where")
            page.get_by_label("Name", exact=True).fill("Bar")
            page.get_by_role("button", name="Add the lead").click()
            expect(page.locator("#lead-form [name=email]")).to_be_focused()
            page.get_by_role("button", name="Cancel").click()
            page.get_by_role("heading", name="Leave what you typed?").wait_for()

    def test_a_phone_and_a_browser_without_scripts_get_the_page_at_the_same_address(self) -> None:
        with self.window(self.kam, size="phone") as page:
            page.goto("/leads/")
            page.locator("header").get_by_role("link", name="New", exact=True).click()
            page.wait_for_url("**/leads/new/")
            page.get_by_label("Name", exact=True).fill("Bar")
            asked: list[str] = []

            def accept(box: Dialog) -> None:
                asked.append(box.type)
                box.accept()

            page.on("dialog", accept)
            page.goto("/leads/")
            self.assertEqual(asked, ["beforeunload"])

    def test_the_focus_is_in_the_field_that_both_changed(self) -> None:
        for way in ("page", "drawer"):
            with self.subTest(way), self.window(self.kam) as page:
                if way == "page":
                    page.goto(f"/leads/{self.lead.pk}/edit/")
                else:
                    page.goto(f"/leads/{self.lead.pk}/")
                    page.keyboard.press("e")
                page.get_by_label("Post code").fill(way)
                page.get_by_label("City").fill(f"Mine {way}")
                Lead.objects.update(city=f"Theirs {way}", version=F("version") + 1)
                page.get_by_role("button", name="Save", exact=True).click()
                page.get_by_text(f"This is “Theirs {way}” now.").wait_for()

                expect(page.get_by_label("City")).to_be_focused()
                expect(page.get_by_label("City")).to_have_value(f"Mine {way}")
                page.get_by_role("button", name="Save", exact=True).click()
                page.get_by_text("Osteria Lucca saved.").wait_for()
            found = Lead.objects.values_list("city", "pincode").get()
            self.assertEqual(found, (f"Mine {way}", way))
