"""Every change of a contact is true, kept and told."""

from datetime import UTC, datetime

from django.test import TestCase

from contact.models import Contact
from contact.services.writing import delete_contact, restore_contact, update_contact
from contact.tests.factories import make_contact
from events.models import Event
from kernel.errors import Invalid, Stale
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

TODAY = datetime(2026, 3, 2, tzinfo=UTC).date()


class WriteContactsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.first = make_contact(self.lead, by=self.owner, name="First")
        self.second = make_contact(self.lead, by=self.owner, name="Second")
        Event.objects.all().delete()

    def told(self, name: str, contact: Contact) -> list[dict[str, object]]:
        rows = Event.objects.filter(name=name, subject_id=contact.pk).order_by("pk")
        return list(rows.values_list("data", flat=True))

    def test_a_promotion_is_told_of_both(self) -> None:
        update_contact(self.second, by=self.owner, is_primary=True)

        no, yes = {"is_primary": False}, {"is_primary": True}
        self.assertEqual(self.told("contact.updated", self.second), [{"before": no, "after": yes}])
        self.assertEqual(self.told("contact.updated", self.first), [{"before": yes, "after": no}])

    def test_a_new_contact_says_whether_it_is_primary(self) -> None:
        third = make_contact(self.lead, by=self.owner, is_primary=True)

        [data] = self.told("contact.created", third)
        self.assertEqual(data["after"], {"name": "John Doe", "is_primary": True})

    def test_a_change_that_changes_nothing_leaves_no_trace(self) -> None:
        update_contact(self.first, by=self.owner, name="First", is_primary=True)

        self.first.refresh_from_db()
        self.assertEqual(self.first.version, 1)
        self.assertFalse(Event.objects.exists())

    def test_the_only_one_cannot_give_it_up_and_nothing_is_told(self) -> None:
        delete_contact(self.second, by=self.owner)
        Event.objects.all().delete()

        update_contact(self.first, by=self.owner, is_primary=False)

        self.assertFalse(Event.objects.exists())

    def test_a_stale_change_is_refused_even_when_it_changes_nothing(self) -> None:
        with self.assertRaises(Stale):
            update_contact(self.first, by=self.owner, expected_version=7, name="First")

    def test_who_left_cannot_become_primary(self) -> None:
        with self.assertRaises(Invalid):
            update_contact(self.second, by=self.owner, left_on=TODAY, is_primary=True)

    def test_the_primary_who_leaves_hands_it_on_whatever_the_form_said(self) -> None:
        update_contact(self.first, by=self.owner, left_on=TODAY, is_primary=True)

        self.second.refresh_from_db()
        self.assertTrue(self.second.is_primary)

    def test_a_move_is_told_on_both_timelines(self) -> None:
        other = make_lead(assigned_to=self.owner)
        update_contact(self.first, by=self.owner, restaurant=other)

        rows = Event.objects.filter(subject_id=self.first.pk)
        told = set(rows.values_list("name", "lead_id"))
        self.assertEqual(told, {("contact.moved", self.lead.pk), ("contact.updated", other.pk)})

    def test_a_move_settles_both_homes(self) -> None:
        other = make_lead(assigned_to=self.owner)
        update_contact(self.first, by=self.owner, restaurant=other)

        primary = set(Contact.objects.filter(is_primary=True).values_list("pk", "restaurant"))
        self.assertEqual(primary, {(self.second.pk, self.lead.pk), (self.first.pk, other.pk)})

    def test_a_contact_somebody_moved_away_meanwhile_is_not_changed(self) -> None:
        stale = Contact.objects.get(pk=self.first.pk)
        update_contact(self.first, by=self.owner, restaurant=make_lead(assigned_to=self.owner))

        with self.assertRaises(Stale):
            update_contact(stale, by=self.owner, name="Too late")

    def test_deleting_and_restoring_say_what_was_before(self) -> None:
        delete_contact(self.first, by=self.owner)
        restore_contact(self.first, by=self.owner)

        [deleted] = self.told("contact.deleted", self.first)
        [restored] = self.told("contact.restored", self.first)
        self.assertEqual(deleted["before"], {"is_primary": True, "deleted_at": None})
        self.assertEqual(restored["after"], {"deleted_at": None})
