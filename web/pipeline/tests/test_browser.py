"""The board by mouse, key and menu."""

from leads.models import Lead
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class BoardTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria", potential_revenue=1000)

    def status(self) -> str:
        return Lead.objects.get(pk=self.lead.pk).lead_status

    def test_the_menu_of_a_card_moves_it(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.locator("summary[aria-label='Move Osteria']").click()
            page.get_by_role("button", name="Move to Contacted").click()
            page.get_by_text("Osteria is Contacted now.").wait_for()

        self.assertEqual(self.status(), "CONTACTED")

    def test_a_key_moves_the_card_in_focus(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.locator("[data-card]").focus()
            page.keyboard.press("]")
            page.get_by_text("Osteria is Contacted now.").wait_for()

    def test_a_move_that_comes_second_goes_back_with_words(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            change_lead_status(self.lead, to="NEGOTIATING", by=self.kam)  # type: ignore[arg-type]
            page.locator("[data-card]").focus()
            page.keyboard.press("]")
            page.get_by_text("Somebody moved Osteria to Negotiating first.").wait_for()
            page.locator("[data-stage=NEW] [data-card]").wait_for()
