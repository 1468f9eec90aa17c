"""The morning in a browser: by keyboard, and what every page promises."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import SIZES, BrowserTestCase


class TodayInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam", first_name="Priya")
        for number in range(3):
            lead = make_lead(assigned_to=self.kam, name=f"Osteria {number}", phone="+442079460000")
            make_contact(lead, by=self.kam, name="Marco")
            at = timezone.now() - timedelta(days=9 - number)
            create_plan(lead, by=self.kam, frequency="WEEKLY", next_call_date=at)

    def test_two_keys_log_a_call_and_undo_takes_it_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            page.keyboard.press("j")
            page.keyboard.press("l")
            page.get_by_role("heading", name="Log a call with Osteria 0").wait_for()
            page.keyboard.press("Enter")
            page.get_by_text("1 of 3 calls done").wait_for()
            self.assertEqual(Interaction.objects.filter(deleted_at=None).count(), 1)

            page.get_by_role("button", name="Undo").click()
            page.get_by_text("0 of 3 calls done").wait_for()

        self.assertEqual(Interaction.objects.filter(deleted_at=None).count(), 0)

    def test_a_filter_is_a_chip_in_the_address_and_back_takes_it_away(self) -> None:
        Lead.objects.filter(name="Osteria 1").update(tier="A")
        for size in ("desk", "phone"):
            with self.subTest(size), self.window(self.kam, size=size) as page:
                rows = page.locator(".k-call")
                page.goto("/")
                expect(rows).to_have_count(3)
                page.locator(".k-today-filter > summary").click()
                page.locator("[data-filter=tier] > summary").click()
                page.locator("[data-filter=tier]").get_by_label("A", exact=True).check()
                page.locator("[data-filter=tier]").get_by_role("button", name="Apply").click()
                expect(rows).to_have_count(1)
                self.assertTrue(page.url.endswith("/?tier=A"))

                page.get_by_role("link", name="Remove the filter Tier").click()
                expect(rows).to_have_count(3)
                page.go_back()
                expect(rows).to_have_count(1)
                page.go_back()
                expect(rows).to_have_count(3)

    def test_the_note_stays_in_sight_however_much_there_is_to_say(self) -> None:
        plan = CallPlan.objects.get(lead__name="Osteria 0")
        Lead.objects.filter(pk=plan.lead_id).update(notes="They take oysters on Friday. " * 6)
        said: dict[str, Any] = {
            "details": "Met Marco. " * 20,
            "next_step": "Send the price list. " * 8,
        }
        log_interaction(plan.lead, by=self.kam, interaction_type="NOTE", **said)
        with self.window(self.kam) as page:
            page.goto(f"/?call={plan.pk}")
            panel = page.get_by_role("complementary", name="Next call")
            note: Any = panel.get_by_label("What was said?").bounding_box() or {}
            self.assertLessEqual(note["y"] + note["height"], SIZES["desk"]["height"])

            notes = panel.get_by_text("They take oysters")
            cut: Any = notes.bounding_box() or {}
            panel.get_by_text("More", exact=True).click()
            whole: Any = notes.bounding_box() or {}
            self.assertGreater(whole["height"], cut["height"])
            self.check_page(page)

    def test_what_is_being_written_in_the_panel_outlives_another_call(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/")
            panel = page.get_by_role("complementary", name="Next call")
            panel.get_by_label("What was said?").fill("Half a sentence")
            with page.expect_response("**/"):
                page.evaluate("htmx.trigger(document.body, 'kam:changed')")

            expect(panel.get_by_label("What was said?")).to_have_value("Half a sentence")

    def test_a_session_that_ends_loses_nothing(self) -> None:
        self.kam.set_password("a-long-enough-one")
        self.kam.save()
        with self.window(self.kam) as page:
            page.goto("/")
            panel = page.get_by_role("complementary", name="Next call")
            panel.get_by_label("What was said?").fill("They want oysters on Friday")
            page.context.clear_cookies(name="sessionid")
            panel.get_by_role("button", name="Connected").click()
            box = page.get_by_role("dialog", name="Log in again")
            box.get_by_label("User name").fill("kam")
            box.get_by_label("Password").fill("a-long-enough-one")
            box.get_by_role("button", name="Log in and go on").click()
            page.get_by_text("1 of 3 calls done").wait_for()

        self.assertEqual(Interaction.objects.get().details, "They want oysters on Friday")
