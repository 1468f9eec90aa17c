"""The lists in a browser: what every page promises, and the flows by mouse and key."""

import re

from playwright.sync_api import expect

from call_planning.services.plans import create_plan
from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from users.models import Team, User
from users.rules import Role
from web.models import SavedView
from web.tests.browser import BrowserTestCase


class ListsInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        team = Team.objects.create(name="North")
        self.kam = User.objects.create(username="kam", first_name="Priya", team=team)
        self.boss = User.objects.create(username="boss", team=team, role=Role.MANAGER)
        for number in range(6):
            lead = make_lead(
                assigned_to=self.kam,
                name=f"Osteria {number}",
                city="Rome",
                tier="AB"[number % 2],
                phone="+442079460000",
                potential_revenue=1000 * number,
            )
            self.fill(lead)
        trash_lead(make_lead(assigned_to=self.kam, name="Gone"), by=self.kam)

    def fill(self, lead: Lead) -> None:
        contact = make_contact(lead, by=self.kam, name="Marco", phone="+442079460001")
        delete_contact(make_contact(lead, by=self.kam, name="Left"), by=self.kam)
        create_plan(lead, by=self.kam, frequency="WEEKLY")
        log_interaction(
            lead, by=self.kam, interaction_type="CALL", contact_id=contact.pk, details="Oysters?"
        )

    def test_a_filter_is_added_and_removed_and_back_works(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.get_by_text("Filter", exact=True).click()
            page.locator("[data-filter=tier] > summary").click()
            page.locator("[data-filter=tier]").get_by_label("A", exact=True).check()
            page.locator("[data-filter=tier] button").click()
            expect(page.locator("tbody tr")).to_have_count(3)
            self.assertTrue(page.url.endswith("/leads/?tier=A"))

            page.get_by_role("link", name="Remove the filter Tier").click()
            expect(page.locator("tbody tr")).to_have_count(6)
            page.go_back()
            expect(page.locator("tbody tr")).to_have_count(3)
            page.go_back()
            expect(page.locator("tbody tr")).to_have_count(6)

    def test_typing_searches_and_keeps_the_focus(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.keyboard.press("/")
            page.keyboard.type("osteria 3")
            expect(page.locator("tbody tr")).to_have_count(1)
            expect(page.locator("#list-q")).to_be_focused()
            expect(page.locator("#list-q")).to_have_value("osteria 3")

    def test_a_cell_is_refused_then_saved_then_taken_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/?sort=name")
            page.locator("td[data-label^=Potential] button").nth(1).click()
            page.locator("[data-cell-form] [name=value]").fill("-5")
            page.keyboard.press("Enter")
            page.get_by_role("alert").get_by_text("greater than or equal to 0").wait_for()
            page.locator("[data-cell-form] [name=value]").fill("7000")
            page.keyboard.press("Enter")
            page.get_by_text("Potential a year of Osteria 1 saved.").wait_for()
            self.assertEqual(Lead.objects.get(name="Osteria 1").potential_revenue, 7000)

            page.get_by_role("button", name="Undo").click()
            page.get_by_text("Taken back.").wait_for()
        self.assertEqual(Lead.objects.get(name="Osteria 1").potential_revenue, 1000)

    def test_escape_leaves_a_cell_as_it_was(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.keyboard.press("j")
            page.keyboard.press("e")
            expect(page.locator("[data-cell-form] [name=value]")).to_be_focused()
            page.keyboard.press("Escape")
            expect(page.locator("tbody tr").first.locator("[data-edit]").first).to_be_focused()

    def test_a_range_changes_status_at_once_and_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.get_by_label("Select Osteria 1").check()
            page.get_by_label("Select Osteria 4").click(modifiers=["Shift"])
            bar = page.locator("#bulk")
            expect(bar.get_by_text("4 selected")).to_be_visible()
            bar.get_by_text("Status", exact=True).click()
            bar.get_by_role("button", name="Negotiating").click()
            page.get_by_text("4 changed.").wait_for()
            self.assertEqual(Lead.objects.filter(lead_status="NEGOTIATING").count(), 4)
            expect(page.locator("tbody tr", has_text="Osteria 1")).to_be_focused()
            page.keyboard.press("x")
            bar.get_by_text("1 selected").click(trial=True)  # the toast does not lie over the bar

            page.get_by_role("button", name="Undo").click()
            page.get_by_text("4 taken back.").wait_for()
        self.assertEqual(Lead.objects.filter(lead_status="NEW", deleted_at=None).count(), 6)

    def test_shift_and_x_select_a_range_and_escape_nothing(self) -> None:
        for path in ("/leads/", "/contacts/", "/interactions/"):
            with self.subTest(path), self.window(self.kam) as page:
                page.goto(path)
                for key in ("j", "x", "j", "j", "Shift+X"):
                    page.keyboard.press(key)
                expect(page.locator("#bulk").get_by_text("3 selected")).to_be_visible()
                page.keyboard.press("Escape")
                expect(page.locator("#bulk")).to_be_hidden()

    def test_who_comes_back_stands_where_they_left(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/?sort=name")
            for key in ("j", "j", "j"):
                page.keyboard.press(key)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            page.go_back()
            row = page.locator("tbody tr", has_text="Osteria 2")
            expect(row).to_be_focused()

            row.locator("[data-peek]").click()
            page.get_by_role("heading", name="Osteria 2").wait_for()
            page.keyboard.press("j")
            page.get_by_role("heading", name="Osteria 3").wait_for()
            page.keyboard.press("Escape")
            expect(page.locator("tbody tr", has_text="Osteria 3")).to_be_focused()

    def test_the_focus_stays_when_the_list_is_read_anew(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/?tier=A&sort=name")
            page.get_by_role("link", name="Remove the filter Tier").press("Enter")
            expect(page.locator("tbody tr")).to_have_count(6)
            expect(page.locator("#list-filter")).to_be_focused()

            for key in ("j", "j", "l"):
                page.keyboard.press(key)
            page.locator("#k-dialog[open]").get_by_role("button", name="No answer").click()
            page.locator("#k-dialog[open]").wait_for(state="detached")
            expect(page.locator("tbody tr", has_text="Osteria 1")).to_be_focused()
            page.keyboard.press("j")
            expect(page.locator("tbody tr", has_text="Osteria 2")).to_be_focused()

    def test_one_search_is_one_step_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.keyboard.press("/")
            for text, count in (("osteria", 6), (" 3", 1)):
                page.keyboard.type(text)
                expect(page).to_have_url(re.compile(f"q=.*{text.strip()}"))
                expect(page.locator("tbody tr")).to_have_count(count)
            page.go_back()
            expect(page.locator("tbody tr")).to_have_count(6)
            expect(page).to_have_url(re.compile("/leads/$"))

    def test_contacts_are_deleted_together_and_taken_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/contacts/")
            page.get_by_label("Select all on this page").check()
            page.locator("#bulk").get_by_role("button", name="Delete").click()
            page.get_by_role("heading", name="Put 6 in the trash?").wait_for()
            self.check_page(page)
            page.get_by_role("button", name="Put in the trash").click()
            page.get_by_text("6 changed.").wait_for()
            page.get_by_role("button", name="Undo").click()
            page.get_by_text("6 taken back.").wait_for()
            expect(page.locator("tbody tr")).to_have_count(6)

    def test_a_manager_hands_over_all_that_match_with_a_note_and_takes_it_back(self) -> None:
        other = User.objects.create(username="other", team=self.boss.team)
        for number in range(60):
            make_lead(assigned_to=self.kam, name=f"Bar {number:02}", city="Oslo")
        with self.window(self.boss) as page:
            page.goto("/leads/?city=oslo")
            page.get_by_label("Select all on this page").check()
            page.get_by_label("all 60 that match").check()
            page.locator("#bulk").get_by_text("Owner", exact=True).click()
            page.get_by_role("button", name="With a note").click()
            page.get_by_role("heading", name="Hand over 60").wait_for()
            self.check_page(page)
            page.get_by_label("To whom?").select_option(label="other")
            page.get_by_label("Handover note").fill("They like oysters")
            page.get_by_role("button", name="Hand over", exact=True).click()
            page.get_by_text("60 changed.").wait_for()
            self.assertEqual(Lead.objects.filter(assigned_to=other).count(), 60)
            self.assertEqual(Interaction.objects.filter(details="They like oysters").count(), 60)

            page.get_by_role("button", name="Undo").click()
            page.get_by_text("60 taken back.").wait_for()
        self.assertFalse(Lead.objects.filter(assigned_to=other).exists())

    def test_lost_asks_why(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.keyboard.press("j")
            page.keyboard.press("x")
            page.locator("#bulk").get_by_text("Status", exact=True).click()
            page.locator("#bulk").get_by_role("button", name="Lost").click()
            page.get_by_label("Why are they lost?").select_option("PRICE")
            page.get_by_role("button", name="Mark as lost").click()
            page.get_by_text("1 changed.").wait_for()
        self.assertEqual(Lead.objects.get(lead_status="LOST").lost_reason, "PRICE")

    def test_a_view_is_saved_and_shared_with_a_colleague(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/?tier=A")
            page.get_by_role("button", name="Save as new view").click()
            page.get_by_label("Name", exact=True).fill("Best of Rome")
            page.get_by_label("Share with my team").check()
            page.get_by_role("button", name="Save", exact=True).click()
            side = page.get_by_role("navigation", name="Saved views")
            expect(side.get_by_role("link", name="Best of Rome")).to_contain_text("3")
            expect(page.get_by_role("button", name="Save as new view")).to_have_count(0)
        with self.window(self.boss) as page:
            page.goto("/contacts/")
            page.get_by_role("link", name="Best of Rome").click()
            expect(page.locator("tbody tr")).to_have_count(3)
        self.assertTrue(SavedView.objects.get().shared)

    def test_the_drawer_walks_the_list(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/leads/")
            page.locator("tbody tr").nth(1).locator("td[data-label='Last contact']").click()
            page.get_by_role("heading", name="Osteria 1").wait_for()
            page.keyboard.press("j")
            page.get_by_role("heading", name="Osteria 2").wait_for()
            page.keyboard.press("k")
            page.get_by_role("heading", name="Osteria 1").wait_for()
            self.check_page(page)

    def test_a_deleted_row_is_restored(self) -> None:
        with self.window(self.kam) as page:
            page.goto("/trash/")
            page.get_by_role("button", name="Restore", exact=True).first.click()
            page.get_by_text("1 restored.").wait_for()
            page.get_by_text("Nothing in the trash").wait_for()
        self.assertFalse(Lead.objects.filter(name="Gone").exclude(deleted_at=None).exists())
