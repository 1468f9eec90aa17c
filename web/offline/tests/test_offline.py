"""What a device keeps: which files, whose page, and under what icon."""

import json
import struct
import zlib
from datetime import timedelta
from pathlib import Path

from django.test import SimpleTestCase, TestCase
from django.test.utils import override_settings
from django.utils import timezone

from call_planning.services.plans import create_plan
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.offline.drawing import ICONS, draw
from web.offline.files import ROOT, kept_files


class DeviceTests(CastMixin, TestCase):
    def test_the_worker_keeps_every_style_and_module(self) -> None:
        ours = {
            f"/static/{path.relative_to(ROOT)}" for path in ROOT.rglob("*.??*") if is_code(path)
        }

        self.assertEqual(set(kept_files()) - ours, {"/static/django_htmx/htmx-2.min.js"})
        self.assertEqual(ours - set(kept_files()), set())

    def test_the_worker_is_a_script_of_its_own_that_is_asked_for_anew(self) -> None:
        answer = self.client.get("/sw.js")

        self.assertEqual(answer["Content-Type"], "text/javascript")
        self.assertEqual(answer["Cache-Control"], "no-cache")
        self.assertIn('"/static/web/js/app.js"', answer.content.decode())
        self.assertIn("worker-src 'self'", answer["Content-Security-Policy"])

    def test_the_manifest_names_icons_that_are_there(self) -> None:
        icons = json.loads(self.client.get("/manifest.webmanifest").content)["icons"]

        for icon in icons:
            self.assertTrue((ROOT / icon["src"].removeprefix("/static/")).exists(), icon)
        self.assertIn("maskable", {icon["purpose"] for icon in icons})

    def test_a_page_says_whose_it_is(self) -> None:
        self.client.force_login(self.owner)

        self.assertEqual(self.client.get("/")["KAM-Person"], str(self.owner.pk))

    def test_the_offline_page_and_form_are_nobodys(self) -> None:
        make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.client.force_login(self.owner)
        for path in ("/offline/", "/offline/call/"):
            answer = self.client.get(path)

            self.assertNotIn("KAM-Person", answer)
            self.assertNotContains(answer, "data-person")
            self.assertNotContains(answer, "Osteria Lucca")

    def test_who_is_logged_in_is_told_with_a_token(self) -> None:
        self.client.force_login(self.owner)
        told = self.client.get("/offline/me/").json()

        self.assertEqual(told["person"], str(self.owner.pk))
        self.assertTrue(told["token"])

    def test_a_page_asked_who_is_logged_in_when_nobody_is(self) -> None:
        answer = self.client.get("/offline/me/", headers={"HX-Request": "true"})

        self.assertEqual(answer.status_code, 401)

    def test_both_forms_of_a_call_are_kept(self) -> None:
        lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        at = timezone.now() - timedelta(days=2)
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=at)
        self.client.force_login(self.owner)

        for path in ("/", f"/leads/{lead.pk}/log-call/"):
            self.assertContains(self.client.get(path), 'data-keeps="Osteria Lucca"')

    @override_settings(STORAGES={"staticfiles": {"BACKEND": "web.offline.tests.hashed.Hashed"}})
    def test_collected_files_are_kept_under_their_hashed_names(self) -> None:
        self.assertIn("/static/web/js/app.0123.js", kept_files())


class IconTests(SimpleTestCase):
    def test_they_are_what_our_script_draws(self) -> None:
        name, size, masked = ICONS[1]

        self.assertEqual(pixels(ROOT / "web" / name), draw(size, masked=masked))


def is_code(path: Path) -> bool:
    return path.suffix in {".css", ".js", ".svg"}


def pixels(path: Path) -> bytes:
    content, at, found = path.read_bytes(), 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        found += content[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return zlib.decompress(found)
