"""Keeping a file with a restaurant, through the API."""

from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings

from events.models import Event
from files.models import FileChunk, LeadFile
from files.rules import CHUNK_BYTES
from files.tests.factories import make_file
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.tests.cast import CastMixin, client_of

MENU = b"Burrata 12\nRisotto 18\n"


def upload(name: str = "menu.txt", content: bytes = MENU, kind: str = "text/plain") -> Any:
    return SimpleUploadedFile(name, content, kind)


class AddFileTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.here = f"/lead/restaurants/{self.lead.pk}/files/"
        self.client = client_of(self.owner)

    def send(self, key: str = "", **fields: Any) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(self.here, fields, format="multipart", headers=headers)

    def refused(self, status: int, field: str, **fields: Any) -> str:
        """Send it, see that it names the field and left everything as it was; return the words."""
        before = whole_database()
        answer = self.send(**fields)
        self.assertEqual(answer.status_code, status, answer.content)
        self.assertEqual(whole_database(), before)
        return str(answer.json()[field])

    def test_it_is_kept_with_what_it_is(self) -> None:
        answer = self.send(file=upload(), note="Summer")

        row = answer.json()
        self.assertEqual(answer.status_code, 201)
        self.assertEqual(answer["ETag"], f'"{row["id"]}-1"')
        told = [row[name] for name in ("lead", "name", "size", "media_type", "note")]
        self.assertEqual(told, [self.lead.pk, "menu.txt", len(MENU), "text/plain", "Summer"])
        self.assertEqual(row["sha256"], sha256(MENU).hexdigest())
        self.assertEqual((row["uploaded_by"], row["already_there"]), (self.owner.pk, False))
        self.assertTrue(row["uploaded_at"].endswith("Z"))

    def test_a_name_that_is_given_is_taken_before_the_file_s_own(self) -> None:
        self.assertEqual(self.send(file=upload(), name="Carte d'été").json()["name"], "Carte d'été")

    def test_folders_in_the_file_s_own_name_are_left_out(self) -> None:
        for name in ("../../etc/passwd", "C:\\menus\\passwd", "passwd"):
            LeadFile.objects.all().delete()
            self.assertEqual(self.send(file=upload(name)).json()["name"], "passwd")

    def test_it_stands_on_the_timeline(self) -> None:
        pk = self.send(file=upload()).json()["id"]

        event = Event.objects.get(name="file.added")
        self.assertEqual(
            (event.subject_id, event.lead_id, event.by), (pk, self.lead.pk, self.owner)
        )
        self.assertEqual(event.data["after"]["name"], "menu.txt")

    def test_a_large_one_is_kept_piece_by_piece(self) -> None:
        content = bytes(range(256)) * (CHUNK_BYTES // 256) * 6 + b"end"  # more than fits in memory

        pk = self.send(file=upload(content=content)).json()["id"]

        kept = FileChunk.objects.filter(file=pk).order_by("number")
        self.assertEqual([len(bytes(one.content)) for one in kept], [CHUNK_BYTES] * 6 + [3])
        self.assertEqual(b"".join(bytes(one.content) for one in kept), content)

    def test_the_same_bytes_again_are_the_file_that_is_there(self) -> None:
        first = self.send(file=upload()).json()

        again = self.send(file=upload("another name.txt"))

        self.assertEqual(again.status_code, 200)
        self.assertEqual(again.json(), {**first, "already_there": True})
        self.assertEqual((LeadFile.objects.count(), FileChunk.objects.count()), (1, 1))

    def test_another_lead_may_have_the_same_bytes(self) -> None:
        make_file(make_lead(), by=self.admin, content=MENU)

        self.assertEqual(self.send(file=upload()).status_code, 201)

    def test_under_a_key_it_is_kept_once_however_the_form_is_laid_out(self) -> None:
        first = self.send("a-key", file=upload(), note="x")
        LeadFile.objects.all().delete()

        again = self.send("a-key", note="x", file=upload())

        self.assertEqual((again.status_code, again.json()), (201, first.json()))
        self.assertEqual(again["Idempotency-Replayed"], "true")
        self.assertFalse(LeadFile.objects.exists())

    def test_another_file_under_a_used_key_is_refused(self) -> None:
        self.send("a-key", file=upload())

        self.assertEqual(self.send("a-key", file=upload(content=b"other")).status_code, 422)

    def test_no_file_and_an_empty_one_are_refused(self) -> None:
        self.assertIn("No file", self.refused(400, "file"))
        self.assertIn("empty", self.refused(400, "file", file=upload(content=b"")))
        self.assertIn("not a file", self.refused(400, "file", file="menu"))

    def test_a_bad_name_is_refused(self) -> None:
        self.refused(400, "name", file=upload(), name="x" * 300)
        self.refused(400, "file", file=upload("x" * 300 + ".pdf"))
        for name in ("a/b.pdf", "..\\b.pdf", "a\0b.pdf", "..", "fdp\u202eexe.pdf"):
            with self.subTest(name):
                self.refused(400, "name", file=upload(), name=name)
        self.refused(400, "note", file=upload(), note="x" * 501)

    @override_settings(MAX_FILE_BYTES=1024 * 1024)
    def test_one_that_is_too_large_is_refused_with_and_without_a_key(self) -> None:
        just, far = b"x" * (1024 * 1024 + 1), b"x" * (2 * 1024 * 1024 + 1)
        for key in ("", "a-key"):
            for content in (just, far):
                words = self.refused(413, "file", key=key, file=upload(content=content))
                self.assertIn("1 MB", words)

    @override_settings(MAX_FILES_OF_A_LEAD=2)
    def test_more_than_a_lead_may_have_are_refused_until_one_is_removed(self) -> None:
        first = self.send(file=upload(content=b"1")).json()["id"]
        self.send(file=upload(content=b"2"))

        refused = self.send(file=upload(content=b"3"))

        self.assertEqual((refused.status_code, refused.json()["code"]), (409, "too_many_files"))
        self.assertEqual(self.send(file=upload(content=b"2")).status_code, 200)
        self.client.delete(f"{self.here}{first}/")
        self.assertEqual(self.send(file=upload(content=b"3")).status_code, 201)

    def test_what_is_no_form_is_refused(self) -> None:
        for kind, body, status in (
            ("application/json", "{}", 415),
            ("text/plain", "x", 415),
            ("multipart/form-data", "x", 400),
            ("multipart/form-data; boundary=b", "--b\r\nnonsense", 400),
        ):
            with self.subTest(kind):
                answer = self.client.generic("POST", self.here, body, kind)
                self.assertEqual(answer.status_code, status)
                self.assertEqual(answer["Content-Type"], "application/json")

    def test_a_session_s_form_needs_its_token(self) -> None:
        client = client_of(None)
        client.handler.enforce_csrf_checks = True
        client.force_login(self.owner)

        answer = client.post(self.here, {"file": upload()}, format="multipart")

        self.assertEqual(answer.status_code, 403)
        self.assertFalse(LeadFile.objects.exists())
