"""The files of an account on its page: added, handed out, renamed, removed; each way back."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings

from files.models import LeadFile
from files.services.writing import change_file
from files.tests.factories import make_file
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.tests.cast import CastMixin
from web.tests.sending import sent_of

HTMX = {"HX-Request": "true"}


class FilesTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.here = f"/leads/{self.lead.pk}/"

    def send(self, *names: str, headers: dict[str, str] = HTMX) -> Any:
        files = [SimpleUploadedFile(name, name.encode() * 3, "text/plain") for name in names]
        return self.client.post(f"{self.here}files/", {"file": files}, headers=headers)

    def names(self) -> list[str]:
        return list(LeadFile.objects.of(self.lead.pk).order_by("pk").values_list("name", flat=True))

    def toast(self, answer: Any) -> dict[str, str]:
        return dict(json.loads(answer["HX-Trigger"])["kam:toast"])

    def undo(self, answer: Any) -> int:
        token = self.toast(answer)["undo"]
        return self.client.post("/undo/", {"token": token}).status_code

    def test_several_are_added_at_once_and_taken_back(self) -> None:
        answer = self.send("a.txt", "b.txt")

        self.assertEqual((answer.status_code, self.toast(answer)["text"]), (204, "2 files added."))
        self.assertEqual(self.names(), ["a.txt", "b.txt"])
        self.assertEqual(self.undo(answer), 204)
        self.assertEqual(self.names(), [])

    def test_one_that_is_here_is_said_and_not_doubled(self) -> None:
        self.send("a.txt")
        LeadFile.objects.update(name="Menu.txt")

        answer = self.send("a.txt")

        self.assertEqual(self.toast(answer)["text"], "a.txt is here already, as Menu.txt.")
        self.assertEqual(self.names(), ["Menu.txt"])

    @override_settings(MAX_FILE_BYTES=20)
    def test_one_that_is_refused_stops_no_other(self) -> None:
        answer = self.send("a.txt", "much-too-long-a-file.txt")

        self.assertEqual(self.names(), ["a.txt"])
        toast = self.toast(answer)
        self.assertTrue(toast["text"].startswith("a.txt added. much-too-long-a-file.txt: A file"))
        self.assertEqual((toast["tone"], self.undo(answer)), ("danger", 204))

    @override_settings(MAX_FILES_OF_A_LEAD=1)
    def test_a_full_account_says_so(self) -> None:
        self.send("a.txt")
        before = whole_database()

        answer = self.send("b.txt")

        self.assertEqual(answer.status_code, 422)
        self.assertIn("b.txt: As many files as may be are here", answer.content.decode())
        self.assertEqual(whole_database(), before)

    def test_a_form_without_script_comes_back_to_the_page(self) -> None:
        answer = self.send("a.txt", headers={})

        self.assertRedirects(answer, f"{self.here}?tab=files")

    def test_a_request_nobody_may_send_is_not_read(self) -> None:
        with override_settings(MAX_REQUEST_BYTES=100):
            answer = self.send("a.txt")

        self.assertEqual((answer.status_code, self.names()), (413, []))

    def test_the_list_says_what_there_is_and_reads_no_bytes(self) -> None:
        make_file(self.lead, by=self.owner, name="<b>Menu.pdf", content=b"x" * 2048)
        # session, user, lead, its forecast and rhythm, health, orders summed, people, plan,
        # orders by week, counts, the files, the removed ones, sidebar count
        with self.assertNumQueries(13):
            page = self.client.get(self.here, {"tab": "files"}).content.decode()

        self.assertIn("&lt;b&gt;Menu.pdf", page)
        self.assertIn("2.0\N{NO-BREAK SPACE}KB", page)
        self.assertIn("UTC</time>", page)

    def test_more_than_a_page_holds_are_shown_on_the_next(self) -> None:
        for number in range(55):
            make_file(self.lead, by=self.owner, name=f"{number}.txt")
        before = self.client.get(self.here, {"tab": "files"}).context["files_before"]

        headers = HTMX | {"HX-Target": "more"}
        query = {"tab": "files", "before": before}
        more = self.client.get(self.here, query, headers=headers)

        self.assertEqual(
            [file.name for file, _ in more.context["files"]],
            [f"{number}.txt" for number in range(4, -1, -1)],
        )

    def test_it_is_handed_out_as_an_attachment_and_never_packed(self) -> None:
        file = make_file(self.lead, by=self.owner, name="x.html", media_type="text/html")

        answer: Any = self.client.get(f"/files/{file.pk}/", headers={"Accept-Encoding": "gzip"})

        self.assertEqual(b"".join(answer), b"x.html")
        self.assertEqual(answer["Content-Length"], "6")
        self.assertEqual(answer["Content-Type"], "application/octet-stream")
        self.assertEqual(answer["Content-Disposition"], 'attachment; filename="x.html"')
        self.assertEqual(answer["Content-Security-Policy"], "default-src 'none'; sandbox")
        self.assertNotIn("Content-Encoding", answer)
        again = self.client.get(f"/files/{file.pk}/", headers={"If-None-Match": answer["ETag"]})
        self.assertEqual(again.status_code, 304)

    def test_it_gets_another_name_with_its_ending_kept_and_its_old_one_back(self) -> None:
        file = make_file(self.lead, by=self.owner, name="scan.pdf")
        form = {"version": "1", "name": "Contract", "note": "Signed"}

        answer = self.client.post(f"/files/{file.pk}/edit/", form)

        file.refresh_from_db()
        self.assertEqual((file.name, file.note), ("Contract.pdf", "Signed"))
        self.assertEqual(self.undo(answer), 204)
        file.refresh_from_db()
        self.assertEqual((file.name, file.note), ("scan.pdf", ""))

    def test_a_bad_name_and_a_stale_one_are_refused_beside_the_field(self) -> None:
        file = make_file(self.lead, by=self.owner, name="scan.pdf")
        for form, words in (
            ({"version": "1", "name": "a/b.pdf"}, "A name holds no /"),
            ({"version": "1", "name": ""}, "This field is required."),
        ):
            answer = self.client.post(f"/files/{file.pk}/edit/", form)
            self.assertContains(answer, words, status_code=422)
        self.assertEqual(self.names(), ["scan.pdf"])

    def test_what_two_people_changed_is_asked_about_and_mine_is_kept(self) -> None:
        file = make_file(self.lead, by=self.owner, name="scan.pdf")
        path = f"/files/{file.pk}/edit/"
        mine = sent_of(self.client.get(path)) | {"name": "Contract.pdf"}
        change_file(file, by=self.manager, name="Lease.pdf", note="Signed")

        asked = self.client.post(path, mine)

        self.assertContains(asked, "This is “Lease.pdf” now.", status_code=422)
        self.assertEqual(self.client.post(path, sent_of(asked)).status_code, 204)
        file.refresh_from_db()
        self.assertEqual((file.name, file.note), ("Contract.pdf", "Signed"))

    def test_it_is_removed_and_brought_back_by_either_way(self) -> None:
        file = make_file(self.lead, by=self.owner)

        removed = self.client.post(f"/files/{file.pk}/remove/")
        self.assertEqual(self.names(), [])
        self.assertContains(self.client.get(self.here, {"tab": "files"}), "Removed lately")
        self.assertEqual(self.undo(removed), 204)
        self.client.post(f"/files/{file.pk}/remove/")
        back = self.client.post(f"/files/{file.pk}/restore/")

        self.assertEqual((back.status_code, self.names()), (204, ["menu.pdf"]))

    def test_what_happened_stands_on_the_timeline(self) -> None:
        file = make_file(self.lead, by=self.owner, name="scan.pdf")
        self.client.post(f"/files/{file.pk}/edit/", {"version": "1", "name": "Contract.pdf"})
        self.client.post(f"/files/{file.pk}/remove/")
        self.client.post(f"/files/{file.pk}/restore/")

        page = self.client.get(self.here).content.decode()

        for words in (
            "owner added the file scan.pdf",
            "owner renamed scan.pdf to Contract.pdf",
            "owner removed the file Contract.pdf",
            "owner brought Contract.pdf back",
        ):
            self.assertIn(words, page)
