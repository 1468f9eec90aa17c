"""The door, looked at."""

from users.models import User
from users.services.first_account import welcome_token
from web.tests.browser import BrowserTestCase


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
