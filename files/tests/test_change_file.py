"""Naming, removing and restoring a file; through the API."""

from typing import Any

from django.test import TestCase, override_settings

from events.models import Event
from files.models import FileChunk, LeadFile
from files.tests.factories import make_file
from leads.services.trash import restore_lead, trash_lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class ChangeFileTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.file = make_file(self.lead, by=self.owner)
        self.here = f"/lead/restaurants/{self.lead.pk}/files/"
        self.path = f"{self.here}{self.file.pk}/"
        self.client = client_of(self.owner)

    def patch(self, body: Any, **headers: str) -> Any:
        return self.client.patch(self.path, body, headers=headers)

    def events(self) -> list[str]:
        return list(
            Event.objects.filter(subject="leadfile").order_by("pk").values_list("name", flat=True)
        )

    def test_it_gets_another_name(self) -> None:
        answer = self.patch({"name": " Menu 2026.pdf "})

        row = answer.json()
        self.assertEqual((row["name"], row["version"]), ("Menu 2026.pdf", 2))
        event = Event.objects.get(name="file.renamed")
        names = (event.data["before"], event.data["after"])
        self.assertEqual(names, ({"name": "menu.pdf"}, {"name": "Menu 2026.pdf"}))

    def test_a_note_alone_is_an_event_of_its_own_and_the_same_again_is_none(self) -> None:
        for _ in range(2):
            self.assertEqual(self.patch({"note": "Signed"}).json()["note"], "Signed")

        self.assertEqual(self.events(), ["file.added", "file.noted"])

    def test_a_bad_name_is_refused_by_field(self) -> None:
        for name in ("", " ", "a/b", "a\\b", "a\0b", "..", "x" * 201, None, 1, ["a"]):
            with self.subTest(name):
                answer = self.patch({"name": name})
                self.assertEqual((answer.status_code, [*answer.json()]), (400, ["name"]))

    def test_put_wants_the_name(self) -> None:
        self.assertEqual(self.client.put(self.path, {"note": "x"}).status_code, 400)
        self.assertEqual(self.client.put(self.path, {"name": "x"}).json()["name"], "x")

    def test_a_stale_tag_changes_nothing(self) -> None:
        self.patch({"name": "first"})

        answer = self.patch({"name": "second"}, **{"If-Match": f'"{self.file.pk}-1"'})

        self.assertEqual(answer.status_code, 412)
        self.assertEqual(self.client.get(self.path).json()["name"], "first")

    def test_a_file_of_another_lead_is_not_under_this_one(self) -> None:
        other = make_lead(assigned_to=self.owner)

        answer = self.client.get(f"/lead/restaurants/{other.pk}/files/{self.file.pk}/")

        self.assertEqual(answer.status_code, 404)

    def test_removed_it_is_gone_and_restored_it_is_back_with_its_bytes(self) -> None:
        self.assertEqual(self.client.delete(self.path).status_code, 204)
        self.assertEqual(self.client.get(self.path).status_code, 404)
        self.assertEqual(self.client.get(f"{self.path}content/").status_code, 404)
        self.assertEqual(self.client.get(self.here).json(), [])

        self.assertEqual(self.client.post(f"{self.path}restore/").status_code, 200)

        content = b"".join(self.client.get(f"{self.path}content/"))
        self.assertEqual(content, b"menu.pdf")
        self.assertEqual(self.events(), ["file.added", "file.removed", "file.restored"])

    def test_it_does_not_come_back_beside_its_own_bytes(self) -> None:
        self.client.delete(self.path)
        make_file(self.lead, by=self.owner, name="again.pdf", content=b"menu.pdf")

        answer = self.client.post(f"{self.path}restore/")

        self.assertEqual((answer.status_code, answer.json()["code"]), (409, "file_exists"))
        self.assertIn("again.pdf", answer.json()["detail"])

    @override_settings(MAX_FILES_OF_A_LEAD=1)
    def test_it_does_not_come_back_into_a_full_lead(self) -> None:
        self.client.delete(self.path)
        make_file(self.lead, by=self.owner, name="other.pdf")

        answer = self.client.post(f"{self.path}restore/")

        self.assertEqual((answer.status_code, answer.json()["code"]), (409, "too_many_files"))

    def test_it_goes_to_the_trash_with_its_lead_and_comes_back_with_it(self) -> None:
        trash_lead(self.lead, by=self.owner)
        self.assertEqual(self.client.get(self.path).status_code, 404)
        self.lead.refresh_from_db()

        restore_lead(self.lead, by=self.owner)

        self.assertEqual(self.client.get(self.path).status_code, 200)
        self.assertEqual(LeadFile.objects.count(), FileChunk.objects.count())
