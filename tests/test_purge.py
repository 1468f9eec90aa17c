"""What lay in the trash for long is deleted for good, and that is on record."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from contact.models import Contact
from contact.services.writing import create_contact
from events.models import Event
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class PurgeTests(CastMixin, TestCase):
    def test_only_what_was_trashed_long_ago_goes_with_everything_below(self) -> None:
        now = timezone.now()
        old = make_lead(name="Old")
        create_contact(old, by=self.admin, name="Jo")
        Lead.objects.filter(pk=old.pk).update(deleted_at=now - timedelta(days=31))
        fresh = make_lead(name="Fresh", deleted_at=now - timedelta(days=29))
        there = make_lead(name="There")

        call_command("purge_trash", stdout=StringIO())

        self.assertEqual(set(Lead.objects.values_list("pk", flat=True)), {fresh.pk, there.pk})
        self.assertFalse(Contact.objects.exists())

    def test_it_is_on_record(self) -> None:
        lead = make_lead(name="Old", deleted_at=timezone.now() - timedelta(days=40))

        call_command("purge_trash", stdout=StringIO())

        event = Event.objects.get(name="lead.purged")
        self.assertEqual((event.subject_id, event.lead_id), (lead.pk, lead.pk))
        self.assertEqual((event.data["before"]["name"], event.by.username), ("Old", "system"))
