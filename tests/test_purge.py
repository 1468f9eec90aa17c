"""What lay in the trash for long is deleted for good, and that is on record."""

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from contact.models import Contact
from contact.services.writing import create_contact, delete_contact
from events.models import Event
from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import delete_interaction, log_interaction
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

    def test_a_contact_deleted_long_ago_goes_and_what_was_said_stays(self) -> None:
        lead = make_lead()
        gone, fresh = (create_contact(lead, by=self.admin, name=name) for name in ("Jo", "Al"))
        said = log_interaction(lead, by=self.admin, interaction_type="CALL", contact=gone)
        for contact, days in ((gone, 31), (fresh, 29)):
            delete_contact(contact, by=self.admin)
            self.age(Contact, contact.pk, days)

        call_command("purge_trash", stdout=StringIO())

        self.assertEqual(Contact.objects.get(), fresh)
        said.refresh_from_db()
        self.assertIsNone(said.contact)
        event = Event.objects.get(name="contact.purged")
        self.assertEqual((event.lead_id, event.data["before"]["name"]), (lead.pk, "Jo"))

    def test_an_interaction_deleted_long_ago_goes_with_its_order(self) -> None:
        lead = make_lead()
        old, fresh, kept = (
            log_interaction(lead, by=self.admin, interaction_type="ORDER") for _ in range(3)
        )
        for one, days in ((old, 31), (fresh, 29)):
            delete_interaction(one, by=self.admin)
            self.age(Interaction, one.pk, days)

        call_command("purge_trash", stdout=StringIO())

        left = set(Order.objects.values_list("interaction", flat=True))
        self.assertEqual(left, {fresh.pk, kept.pk})
        self.assertEqual(Event.objects.get(name="interaction.purged").subject_id, old.pk)

    def age(self, model: Any, pk: int, days: int) -> None:
        model.objects.filter(pk=pk).update(deleted_at=timezone.now() - timedelta(days=days))
