"""The board by mouse, finger, key and menu."""

from typing import Any

from playwright.sync_api import Page, expect

from leads.models import Lead
from leads.services.pipeline import change_lead_status
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.models import User
from users.rules import Role
from web.tests.browser import BrowserTestCase


class BoardTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria", potential_revenue=1000)

    def status(self) -> str:
        return Lead.objects.get(pk=self.lead.pk).lead_status

    def middle(self, page: Page, selector: str) -> dict[str, Any]:
        box: Any = page.locator(selector).bounding_box()
        return {"x": box["x"] + box["width"] / 2, "y": box["y"] + min(box["height"], 200) / 2}

    def drag(self, page: Page, stage: str) -> None:
        start = self.middle(page, "[data-card] .k-kard-foot")
        end = self.middle(page, f"[data-stage={stage}]")
        page.mouse.move(**start)
        page.mouse.down()
        page.mouse.move(**end, steps=4)
        page.mouse.up()

    def test_a_card_is_dragged_to_a_stage_and_back_by_undo(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            self.drag(page, "NEGOTIATING")
            page.get_by_text("Osteria is Negotiating now.").wait_for()
            self.assertEqual(self.status(), "NEGOTIATING")

            page.get_by_role("button", name="Undo").click()
            expect(page.locator("[data-stage=NEW] [data-card]")).to_be_visible()
        self.assertEqual(self.status(), "NEW")

    def test_the_rail_of_the_won_takes_a_card_and_that_of_the_lost_asks_why(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            self.drag(page, "LOST")
            page.get_by_label("Why was it lost?").wait_for()
            page.keyboard.press("Escape")
            self.drag(page, "CONVERTED")
            page.get_by_text("Osteria is Converted now.").wait_for()
            expect(page.locator("[data-card]")).to_have_count(0)

        self.assertEqual(self.status(), "CONVERTED")

    def test_a_finger_held_still_drags(self) -> None:
        with self.window(self.kam, size="phone") as page:
            page.goto("/pipeline/")
            touch = page.context.new_cdp_session(page)

            def finger(kind: str, *at: dict[str, float]) -> None:
                touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [*at]})

            at = self.middle(page, "[data-card] .k-kard-foot")
            finger("touchStart", at)
            page.locator(".k-dragged").wait_for()
            finger("touchMove", {"x": 360, "y": at["y"]})
            finger("touchMove", {"x": 375, "y": at["y"] + 4})
            page.locator("[data-stage=CONTACTED].k-over").wait_for()
            finger("touchEnd")
            page.get_by_text("Osteria is Contacted now.").wait_for()

    def test_the_menu_of_a_card_moves_it(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.locator("summary[aria-label='Move Osteria']").click()
            page.get_by_role("button", name="Move to Contacted").click()
            page.get_by_text("Osteria is Contacted now.").wait_for()

        self.assertEqual(self.status(), "CONTACTED")

    def test_keys_move_the_card_in_focus_again_and_again(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.keyboard.press("j")
            page.keyboard.press("]")
            expect(page.locator("#k-board-said")).to_have_text("Moved to Contacted")
            page.get_by_text("Osteria is Contacted now.").wait_for()
            expect(page.locator("[data-was=CONTACTED]")).to_be_focused()
            page.keyboard.press("]")
            page.get_by_text("Osteria is Meeting scheduled now.").wait_for()
            page.keyboard.press("[")
            page.get_by_text("Osteria is Contacted now.").wait_for()

    def test_who_moves_second_sees_the_words_and_the_card_where_it_is(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            change_lead_status(self.lead, to="NEGOTIATING", by=self.kam)  # type: ignore[arg-type]
            page.keyboard.press("j")
            page.keyboard.press("]")
            page.get_by_text("Somebody moved Osteria to Negotiating first.").wait_for()
            expect(page.locator("[data-stage=NEGOTIATING] [data-card]")).to_be_focused()

    def test_a_refused_drag_says_so_and_the_card_is_gone(self) -> None:
        boss = User.objects.create(username="boss", role=Role.ADMIN)
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            update_lead(self.lead, by=boss, assigned_to_id=boss.pk)
            self.drag(page, "CONTACTED")
            page.get_by_text("This is not there any more.").wait_for()
            expect(page.locator("[data-card]")).to_have_count(0)

        self.assertEqual(self.status(), "NEW")

    def test_without_a_network_the_card_goes_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/pipeline/")
            page.context.set_offline(True)
            self.drag(page, "CONTACTED")
            page.get_by_text("No connection.").wait_for()
            expect(page.locator("[data-stage=NEW] [data-card]")).to_be_visible()
