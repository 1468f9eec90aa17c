"""A file on its way out: always an attachment, never a page of ours."""

from typing import Any

from django.test import TestCase

from files.models import FileChunk
from files.rules import CHUNK_BYTES
from files.tests.factories import make_file
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class DownloadTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.client = client_of(self.owner)

    def ask(self, method: str = "get", *, tag: str = "", **fields: Any) -> Any:
        file = make_file(self.lead, by=self.owner, **fields)
        headers = {"If-None-Match": tag} if tag else {}
        path = f"/lead/restaurants/{self.lead.pk}/files/{file.pk}/content/"
        return getattr(self.client, method)(path, headers=headers)

    def test_it_is_what_was_sent_with_its_length_and_its_tag(self) -> None:
        content = b"0123456789" * (CHUNK_BYTES // 7)  # two pieces, the second not full

        answer = self.ask(content=content, media_type="application/pdf")

        self.assertEqual(b"".join(answer), content)
        self.assertEqual(answer["Content-Length"], str(len(content)))
        self.assertEqual(answer["Content-Type"], "application/pdf")
        self.assertRegex(answer["ETag"], r'^"[0-9a-f]{64}"$')

    def test_no_browser_shows_it_or_guesses_what_it_is(self) -> None:
        for media_type in ("text/html", "image/svg+xml", "text/xml", "nonsense"):
            name = f"x.{media_type[-3:]}"
            answer = self.ask(name=name, media_type=media_type)
            self.assertEqual(answer["Content-Type"], "application/octet-stream")
            self.assertEqual(answer["Content-Disposition"], f'attachment; filename="{name}"')
            self.assertEqual(answer["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer["Content-Security-Policy"], "default-src 'none'; sandbox")
            self.assertEqual(answer["Cache-Control"], "private, no-cache")

    def test_any_name_fits_into_the_header(self) -> None:
        names = {
            'a"b.pdf': r'attachment; filename="a\"b.pdf"',
            "a; filename=b.exe": 'attachment; filename="a; filename=b.exe"',
            "carte d'été.pdf": "attachment; filename*=utf-8''carte%20d%27%C3%A9t%C3%A9.pdf",
        }
        for name, header in names.items():
            self.assertEqual(self.ask(name=name)["Content-Disposition"], header)

    def test_who_has_it_gets_no_bytes(self) -> None:
        tag = self.ask()["ETag"]

        for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            answer = self.ask(tag=known)
            self.assertEqual((answer.status_code, answer.content), (304, b""), known)
            self.assertEqual(answer["ETag"], tag)

    def test_its_head_is_its_headers(self) -> None:
        answer = self.ask("head", content=b"abc")

        self.assertEqual((answer["Content-Length"], b"".join(answer)), ("3", b""))

    def test_bytes_are_read_when_they_are_wanted_and_a_lost_one_is_no_shorter_file(self) -> None:
        file = make_file(self.lead, by=self.owner, content=b"x" * (CHUNK_BYTES + 1))
        path = f"/lead/restaurants/{self.lead.pk}/files/{file.pk}/content/"
        with self.assertNumQueries(1):  # the file
            answer: Any = self.client.get(path)
        pieces = iter(answer)
        with self.assertNumQueries(1):  # the first piece
            next(pieces)

        file.chunks.all().delete()

        with self.assertRaises(FileChunk.DoesNotExist):
            next(pieces)
