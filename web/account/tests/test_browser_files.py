"""Files dropped and chosen in a browser, and an e-mail written down; by mouse, keyboard, thumb."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, expect

from contact.tests.factories import make_contact
from files.models import LeadFile
from files.services.content import content_of
from interaction_tracking.models import Interaction
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase

DROP = """(area, [name, size]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([new Uint8Array(size).fill(120)], name, {type: "text/plain"}));
  const facts = {dataTransfer: dropped, bubbles: true, cancelable: true};
  for (const type of ["dragover", "drop"]) area.dispatchEvent(new DragEvent(type, facts));
}"""
TEN_MEGABYTES = 10 * 1024 * 1024


class FilesInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria Lucca", email="hi@lucca.example")

    def drop(self, page: Page, name: str, size: int) -> None:
        page.locator("kam-drop").evaluate(DROP, [name, size])

    def names(self) -> list[str]:
        return list(LeadFile.objects.of(self.lead.pk).order_by("pk").values_list("name", flat=True))

    def test_a_file_is_dropped_downloaded_renamed_and_removed_with_the_way_back(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/?tab=files")
            expect(page.get_by_role("button", name="Add", exact=True)).to_be_hidden()
            self.drop(page, "menu.txt", 3000)
            page.get_by_text("menu.txt added.").wait_for()
            with page.expect_download() as download:
                page.get_by_role("link", name="Download menu.txt").click()
            self.assertEqual(Path(download.value.path()).read_bytes(), b"x" * 3000)
            page.get_by_role("button", name="Rename menu.txt").click()
            page.locator("#k-dialog").get_by_label("Name").fill("Summer menu")
            page.keyboard.press("Enter")
            page.get_by_role("link", name="Summer menu.txt", exact=True).wait_for()
            page.get_by_role("button", name="Remove Summer menu.txt").click()
            page.get_by_text("Summer menu.txt removed.").wait_for()
            self.check_page(page)
            page.keyboard.press("z")
            page.get_by_role("link", name="Summer menu.txt", exact=True).wait_for()
        self.assertEqual(self.names(), ["Summer menu.txt"])

    def test_the_largest_file_there_may_be_arrives_and_a_larger_one_is_not_sent(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/?tab=files")
            self.drop(page, "photo.raw", TEN_MEGABYTES + 1)
            page.get_by_text("photo.raw is larger than 10 MB. Nothing was sent.").wait_for()
            self.drop(page, "photo.jpg", TEN_MEGABYTES)
            page.get_by_text("photo.jpg added.").wait_for()
        self.assertEqual(self.names(), ["photo.jpg"])
        self.assertEqual(sum(map(len, content_of(LeadFile.objects.get()))), TEN_MEGABYTES)

    def test_files_are_chosen_by_keyboard_and_by_thumb(self) -> None:
        for size in ("desk", "phone"):
            with self.window(self.kam, size=size) as page, tempfile.TemporaryDirectory() as folder:
                paths = [Path(folder) / f"{size} {name}.csv" for name in ("a", "b")]
                for path in paths:
                    path.write_text(path.name)
                page.goto(f"/leads/{self.lead.pk}/?tab=files")
                with page.expect_file_chooser() as chooser:
                    if size == "phone":
                        page.get_by_text("Choose files").tap()
                    else:
                        page.locator("kam-drop input[type=file]").press("Enter")
                chooser.value.set_files(paths)
                page.get_by_text("2 files added.").wait_for()
                self.check_page(page)
        self.assertEqual(len(self.names()), 4)

    def test_a_file_dropped_after_the_session_ended_arrives_once_logged_in_again(self) -> None:
        self.kam.set_password("a-long-enough-one")
        self.kam.save()
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/?tab=files")
            page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
            self.drop(page, "menu.txt", 3000)
            page.locator("#k-sign-in").get_by_label("User name").fill("kam")
            page.locator("#k-sign-in").get_by_label("Password").fill("a-long-enough-one")
            page.keyboard.press("Enter")
            page.get_by_text("menu.txt added.").wait_for()
        self.assertEqual(LeadFile.objects.get().size, 3000)

    def test_without_script_the_form_has_its_button(self) -> None:
        context: Any = self.browser.new_context(
            java_script_enabled=False, base_url=self.live_server_url
        )
        self.log_in(context, self.kam)
        page = context.new_page()
        page.goto(f"/leads/{self.lead.pk}/?tab=files")
        file: Any = {"name": "plain.txt", "mimeType": "text/plain", "buffer": b"plain"}
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("link", name="plain.txt", exact=True).wait_for()
        context.close()
        self.assertEqual(self.names(), ["plain.txt"])


class EmailsInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create(username="kam")
        self.lead = make_lead(assigned_to=self.kam, name="Osteria Lucca", email="hi@lucca.example")
        make_contact(self.lead, by=self.kam, name="Anika Rao", email="anika@lucca.example")

    def test_the_head_leads_to_writing_and_to_logging(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/")
            page.locator("summary", has_text="E-mail").click()
            write = page.locator(".k-account-do").get_by_role("link", name="Write to Anika Rao")
            expect(write).to_have_attribute("href", "mailto:anika@lucca.example")
            self.check_page(page)
            page.get_by_role("link", name="Log an e-mail").click()
            page.wait_for_url("**/?tab=emails#email_details")
            expect(page.locator("#email_details")).to_be_focused()
            page.keyboard.type("New prices\nSee you Monday")
            page.get_by_label("Direction").select_option("Received from")
            page.get_by_label("Contact", exact=True).select_option("Anika Rao")
            page.keyboard.press("Tab")
            page.get_by_role("button", name="Log e-mail").click()
            page.get_by_text("E-mail written down.").wait_for()
            page.get_by_role("heading", name="New prices").wait_for()
            self.check_page(page)
            page.keyboard.press("z")
            page.get_by_text("No e-mails yet").wait_for()
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_the_head_s_note_opens_the_composer(self) -> None:
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/?tab=orders")
            page.get_by_role("link", name="Note", exact=True).click()
            page.wait_for_url("**/#note_details")
            expect(page.locator("#note_details")).to_be_focused()

    def test_what_came_earlier_is_added_below(self) -> None:
        for number in range(25):
            Interaction.objects.create(
                lead=self.lead,
                interaction_type="EMAIL",
                details=f"Mail {number}.",
                date=self.lead.created_at,
                created_at=self.lead.created_at,
                updated_at=self.lead.created_at,
            )
        with self.window(self.kam) as page:
            page.goto(f"/leads/{self.lead.pk}/?tab=emails")
            page.get_by_role("link", name="Show earlier").click()
            page.get_by_role("heading", name="Mail 0.").wait_for()
            expect(page.get_by_role("heading", name="Mail 24.")).to_be_visible()
            expect(page.get_by_role("link", name="Show earlier")).to_have_count(0)
