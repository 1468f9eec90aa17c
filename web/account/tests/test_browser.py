"""From a first lead to its first order, and an account changed where it stands."""

from playwright.sync_api import Page, expect

from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class AccountInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")

    def fill_line(self, page: Page, number: int, *values: str) -> None:
        for part, value in zip(("Product", "Quantity", "Unit", "Price"), values, strict=True):
            page.get_by_label(f"{part} {number}", exact=True).fill(value)

    def test_a_first_lead_gets_to_its_first_order(self) -> None:
        make_lead(assigned_to=self.kam, name="Osteria Lucca", phone="+442079460000")
        with self.window(self.kam) as page:
            page.goto("/")
            page.keyboard.press("n")
            page.get_by_label("Phone").type("+44 20 7946 0000")
            page.get_by_text("This may be here already:").wait_for()
            page.get_by_role("button", name="Add the lead").click()
            expect(page.get_by_label("Name", exact=True)).to_be_focused()  # asked for
            page.get_by_label("Name", exact=True).fill("Bar Centrale")
            page.get_by_role("button", name="Add the lead").click()
            page.get_by_text("Bar Centrale added.").wait_for()
            page.get_by_role("link", name="Open", exact=True).click()
            page.wait_for_url("**/leads/*/")

            page.locator("summary", has_text="New").click()
            page.get_by_role("button", name="Converted", exact=True).click()
            page.get_by_text("Bar Centrale is Converted now.").wait_for()
            page.get_by_role("button", name="New order").click()
            self.fill_line(page, 1, "Burrata", "4", "kg", "12.50")
            self.fill_line(page, 2, "Olives", "1", "tin", "8")
            expect(page.locator("[data-total]")).to_have_text("58.00")
            page.get_by_role("button", name="Save the order").click()
            page.get_by_text("Order of Bar Centrale saved.").wait_for()

            page.get_by_role("button", name="Repeat the last order").click()
            page.get_by_text("entered again.").wait_for()
            self.assertEqual(Order.objects.filter(total_price=58).count(), 2)
            page.keyboard.press("z")
            page.get_by_text("Taken back.").wait_for()
        self.assertEqual(Order.objects.counted().count(), 1)

    def test_a_call_takes_the_usual_order_with_it(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")
        with self.window(self.kam, size="phone") as page:
            page.goto(f"/leads/{lead.pk}/")
            page.get_by_role("button", name="New order").click()
            self.fill_line(page, 1, "Burrata", "10", "kg", "12.50")
            page.get_by_role("button", name="Save the order").click()
            page.get_by_text("Order of Osteria Lucca saved.").wait_for()
            page.get_by_role("button", name="Log call").first.click()
            page.get_by_text("They ordered").click()
            page.locator("#k-dialog").get_by_role("button", name="Repeat the last order").click()
            expect(page.get_by_label("Quantity 1", exact=True)).to_have_value("10")
            page.get_by_label("Product 2", exact=True).fill("Burrata")
            page.get_by_label("Quantity 2", exact=True).fill("x")
            expect(page.get_by_label("Price 2", exact=True)).to_have_value("12.50")
            page.get_by_role("button", name="Connected").click()
            page.get_by_text("Enter a number.").wait_for()
            self.check_page(page)
            page.get_by_label("Quantity 2", exact=True).fill("2")
            page.get_by_role("button", name="Connected").click()
            page.get_by_text("Call with Osteria Lucca logged.").wait_for()
        self.assertEqual(Order.objects.get(interaction__interaction_type="CALL").total_price, 150)

    def test_a_detail_is_changed_where_it_stands_and_taken_back(self) -> None:
        lead = make_lead(assigned_to=self.kam, potential_revenue=1000)
        with self.window(self.kam) as page:
            page.goto(f"/leads/{lead.pk}/")
            self.check_page(page)
            page.locator(f"#cell-{lead.pk}-potential").click()
            page.locator("[data-cell-form] [name=value]").fill("5000")
            page.keyboard.press("Enter")
            expect(page.locator(".k-kpis")).to_contain_text("$5k")
            expect(page.locator(f"#cell-{lead.pk}-potential")).to_be_focused()
            page.keyboard.press("z")
            expect(page.locator(".k-kpis")).to_contain_text("$1k")
        self.assertEqual(Lead.objects.get().potential_revenue, 1000)

    def test_who_edits_second_keeps_what_they_typed_and_undo_reverts_the_form(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria", city="Rome")
        with self.window(self.kam) as page:
            page.goto(f"/leads/{lead.pk}/edit/")
            update_lead(lead, by=self.kam, city="Milan")
            page.get_by_label("City").fill("Lucca")
            page.get_by_role("button", name="Save", exact=True).click()
            page.get_by_text("Somebody changed this lead meanwhile.").wait_for()
            expect(page.get_by_label("City")).to_have_value("Lucca")
            page.get_by_role("button", name="Save", exact=True).click()
            page.get_by_text("Osteria saved.").wait_for()
            page.keyboard.press("z")
            page.get_by_text("Taken back.").wait_for()
        self.assertEqual(Lead.objects.get().city, "Milan")
        self.assertFalse(Interaction.objects.exists())

    def test_a_thumb_finds_the_stage(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")
        with self.window(self.kam, size="phone") as page:
            page.goto(f"/leads/{lead.pk}/")
            box = page.locator("summary.k-pill").bounding_box()
            assert box is not None
            self.assertGreaterEqual(box["height"], 40)
            page.mouse.click(box["x"] + 20, box["y"] + 3)  # in the air above what is painted
            expect(page.get_by_role("button", name="Converted", exact=True)).to_be_visible()

    def test_what_was_logged_is_edited_on_the_timeline_and_put_back(self) -> None:
        lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")
        log_interaction(lead, by=self.kam, interaction_type="NOTE", details="Wants samples")
        with self.window(self.kam) as page:
            page.goto(f"/leads/{lead.pk}/")
            page.get_by_role("button", name="Edit: Note").click()
            page.locator("#k-dialog").get_by_label("What happened?").fill("Wants a tasting")
            page.get_by_role("button", name="Save", exact=True).last.click()
            page.get_by_text("Saved.").wait_for()
            page.locator(".k-timeline").get_by_text("Wants a tasting").wait_for()
            page.keyboard.press("z")
            page.get_by_text("Taken back.").wait_for()
            page.locator(".k-timeline").get_by_text("Wants samples").wait_for()
