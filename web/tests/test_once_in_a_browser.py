"""A change is sent once, a refusal is said where one can reach it, and the focus stays."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from call_planning.services.plans import create_plan
from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase


class OnceInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria Lucca")

    def test_two_quick_clicks_save_one_of_each(self) -> None:
        log_interaction(
            self.lead, by=self.kam, interaction_type="ORDER", order={"product_details": "Eggs"}
        )
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            page.get_by_label("What happened?").fill("Said hello.")
            page.locator(".k-composer button").dblclick()
            page.get_by_text("Written down.").wait_for()
            page.goto(f"/leads/{self.lead.pk}/")  # nothing is being read anew under the pointer
            page.get_by_role("button", name="Repeat the last order").dblclick()
            page.get_by_text("entered again.").wait_for()
            page.goto("/leads/new/")
            page.get_by_label("Name", exact=True).fill("Bar Centrale")
            page.get_by_role("button", name="Add the lead").dblclick()
            page.get_by_text("Bar Centrale added.").wait_for()
            page.wait_for_load_state("networkidle")
        self.assertEqual(Interaction.objects.filter(interaction_type="NOTE").count(), 1)
        self.assertEqual(Order.objects.count(), 2)
        self.assertEqual(Lead.objects.count(), 2)

    def test_a_refusal_is_said_within_the_dialog_that_asked(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            page.locator("summary[aria-label^=Stage]").click()
            page.get_by_role("button", name="Lost…").click()
            page.get_by_label("Why was it lost?").wait_for()
            Lead.objects.filter(pk=self.lead.pk).update(deleted_at=self.lead.created_at)

            page.get_by_role("button", name="Save").click()

            said = page.locator("#k-dialog .k-toasts")
            expect(said).to_have_text("This is not there any more.")
            page.keyboard.press("Escape")
            expect(page.locator("body > .k-toasts")).to_be_visible()


class ReadAnewUnderTheHandTests(BrowserTestCase):
    """A page that reads itself anew just then takes nobody's click, and no answer to one."""

    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam)
        log_interaction(
            self.lead, by=self.kam, interaction_type="ORDER", order={"product_details": "Eggs"}
        )

    def read_anew(self, page: Page) -> None:
        with page.expect_response(f"**/leads/{self.lead.pk}/"):
            page.evaluate("htmx.trigger(document.body, 'kam:changed')")

    def test_the_answer_to_a_click_is_heard(self) -> None:
        held: list[Route] = []
        with self.window(self.kam) as page:
            page.route("**/orders/repeat/", lambda route: held.append(route))
            page.goto(f"/leads/{self.lead.pk}/")
            with page.expect_request("**/orders/repeat/"):
                page.get_by_role("button", name="Repeat the last order").click()
            self.read_anew(page)

            held[0].continue_()

            page.get_by_text("entered again.").wait_for()
            expect(page.locator("#account")).to_contain_text("Eggs")
        self.assertEqual(Order.objects.count(), 2)

    def test_a_press_becomes_a_click(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            page.get_by_role("button", name="Repeat the last order").hover()
            page.mouse.down()
            self.read_anew(page)

            page.mouse.up()

            page.get_by_text("entered again.").wait_for()
        self.assertEqual(Order.objects.count(), 2)

    def test_a_half_written_note_stays_and_a_saved_one_does_not(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            note = page.locator(".k-composer textarea")
            note.fill("They asked for")
            page.locator(".k-composer select").select_option("VISIT")
            self.read_anew(page)

            expect(page.locator(".k-composer textarea")).to_be_focused()
            page.keyboard.type(" oysters.")
            page.locator(".k-composer button").click()
            page.locator(".k-timeline, #account").get_by_text("They asked for oysters.").wait_for()
            expect(note).to_have_value("")
            self.read_anew(page)
            expect(note).to_have_value("")
        visit = self.lead.interactions.get(interaction_type="VISIT")
        self.assertEqual(visit.details, "They asked for oysters.")


class FocusInABrowserTests(BrowserTestCase):
    """What is read anew after a change does not send the keyboard back to the top of the page."""

    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        late = timezone.now() - timedelta(days=3)
        for name in ("Aroma", "Basil", "Cumin"):
            lead = make_lead(assigned_to=self.kam, name=name)
            create_plan(lead, by=self.kam, frequency="WEEKLY", next_call_date=late)

    def test_after_a_call_the_next_one_has_it(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            page.keyboard.press("j")
            page.keyboard.press("j")
            after = page.locator("[data-row]").nth(2).get_attribute("id")
            page.keyboard.press("l")
            expect(page.locator("#k-dialog [data-first]")).to_be_focused()
            page.keyboard.press("Enter")
            page.get_by_text("logged. Next:").wait_for()

            expect(page.locator(f"#{after}")).to_be_focused()

    def test_a_form_opened_by_a_key_gives_it_back_to_its_row(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            row = page.locator("[data-row]").first
            for key in ("l", "s"):
                row.focus()
                page.keyboard.press(key)
                page.locator("#k-dialog[open]").wait_for()
                page.keyboard.press("Escape")
                expect(row).to_be_focused()

    def test_it_goes_to_what_was_refused(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/new/")
            expect(page.get_by_label("Name", exact=True)).to_be_focused()
            page.keyboard.type("Bar Centrale")
            page.get_by_label("Seats").fill("-3")
            page.get_by_label("Name", exact=True).press("Enter")
            expect(page.get_by_label("Seats")).to_be_focused()

    def test_a_button_or_a_menu_keeps_it(self) -> None:
        lead = Lead.objects.first()
        assert lead is not None
        with self.window(self.kam) as page:
            page.goto(f"/leads/{lead.pk}/")
            page.get_by_role("button", name="Pause", exact=True).focus()
            page.keyboard.press("Enter")
            expect(page.get_by_role("button", name="Resume", exact=True).last).to_be_focused()

            stage = page.locator("summary[aria-label^=Stage]")
            stage.focus()
            page.keyboard.press("Enter")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.get_by_text("is Contacted now.").wait_for()
            expect(stage).to_be_focused()
            expect(stage).to_have_text("Contacted")
