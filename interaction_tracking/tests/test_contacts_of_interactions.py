"""With whom: a contact of the lead, who may be gone since."""

from django.test import TestCase

from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import log_interaction
from kernel.errors import Invalid
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class ContactsOfInteractionsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.contact = make_contact(self.lead, by=self.owner)

    def test_deleting_a_contact_keeps_what_was_said(self) -> None:
        log_interaction(
            self.lead, by=self.owner, interaction_type="CALL", contact_id=self.contact.pk
        )

        delete_contact(self.contact, by=self.owner)

        self.assertEqual(Interaction.objects.get().contact_id, self.contact.pk)

    def test_a_contact_of_another_lead_cannot_have_been_called(self) -> None:
        other = make_lead(assigned_to=self.owner)

        with self.assertRaises(Invalid):
            log_interaction(
                other, by=self.owner, interaction_type="CALL", contact_id=self.contact.pk
            )
