"""The settings in a browser: each change is taken back, and nothing half typed is overwritten."""

from playwright.sync_api import Page, expect

from users.models import User
from web.tests.browser import BrowserTestCase


class SettingsInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam", first_name="Asha")

    def theme(self, page: Page) -> str | None:
        return page.locator("html").get_attribute("data-theme")

    def test_the_look_is_taken_back_over_the_page_that_is_loaded_anew(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/settings/")
            page.get_by_label("Theme").select_option("dark")
            page.get_by_label("Language").select_option("fr")
            page.get_by_role("button", name="Apply").click()
            page.get_by_role("heading", name="Paramètres").wait_for()
            self.assertEqual(self.theme(page), "dark")
            page.locator(".k-toasts button").click()
            page.get_by_role("heading", name="Settings").wait_for()
            self.assertIsNone(self.theme(page))

    def test_the_switch_in_the_sidebar_is_taken_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/settings/")
            page.get_by_role("button", name="Switch between light and dark").click()
            self.assertEqual(self.theme(page), "dark")
            page.locator(".k-toasts button").click()
            self.assertIsNone(self.theme(page))

    def test_undo_shows_in_the_form_and_leaves_what_is_typed_in_another(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/settings/")
            page.get_by_label("Monday, from").fill("10:00")
            page.get_by_label("First name").fill("Half typ")
            page.get_by_role("button", name="Save week").click()
            page.get_by_text("Working week saved.").wait_for()
            page.locator(".k-toasts button").click()
            expect(page.get_by_label("Monday, from")).to_have_value("09:00")
            expect(page.get_by_label("First name")).to_have_value("Half typ")
