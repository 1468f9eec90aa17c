"""What was removed long ago is deleted for good, and that is on record."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from events.models import Event
from files.jobs import empty_trash
from files.models import FileChunk, LeadFile
from files.services.writing import remove_file
from files.tests.factories import make_file
from leads.services.trash import purge_trash
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class EmptyTrashTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead()
        self.old, self.fresh, self.there = (
            make_file(self.lead, by=self.admin, name=name) for name in ("old", "fresh", "there")
        )
        for file, days in ((self.old, 31), (self.fresh, 29)):
            remove_file(file, by=self.admin)
            moment = timezone.now() - timedelta(days=days)
            LeadFile.objects.filter(pk=file.pk).update(deleted_at=moment)

    def left(self) -> set[str]:
        return set(LeadFile.objects.values_list("name", flat=True))

    def test_only_what_was_removed_long_ago_goes_and_its_bytes_with_it(self) -> None:
        self.assertEqual(empty_trash.func(), 1)

        self.assertEqual(self.left(), {"fresh", "there"})
        self.assertEqual(FileChunk.objects.count(), 2)

    def test_it_is_on_record(self) -> None:
        empty_trash.func()

        event = Event.objects.get(name="file.purged")
        self.assertEqual((event.subject_id, event.lead_id), (self.old.pk, self.lead.pk))
        self.assertEqual((event.data["before"]["name"], event.by.username), ("old", "system"))

    def test_a_purged_lead_takes_its_files_along(self) -> None:
        type(self.lead).objects.filter(pk=self.lead.pk).update(deleted_at=timezone.now())

        purge_trash(before=timezone.now())

        self.assertFalse(LeadFile.objects.exists() or FileChunk.objects.exists())
