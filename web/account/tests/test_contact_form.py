"""Two people on one contact: nobody's change is lost, and what both changed is asked about."""

from datetime import date
from typing import Any

from django.test import TestCase

from contact.models import Contact
from contact.services.writing import update_contact
from contact.tests.factories import make_contact
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.tests.sending import sent_of


class ContactFormTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        lead = make_lead(assigned_to=self.owner)
        self.contact = make_contact(lead, by=self.owner, name="Jo", role="Chef")
        self.path = f"/contacts/{self.contact.pk}/edit/"

    def drawn(self) -> dict[str, Any]:
        return sent_of(self.client.get(self.path))

    def test_sent_as_it_was_drawn_it_changes_nothing_in_any_language(self) -> None:
        Contact.objects.update(left_on=date(2026, 3, 31), do_not_call=True)
        before = Contact.objects.values().get()
        for language in ("en", "fr"):
            with self.subTest(language):
                User.objects.update(language=language)
                drawn = self.drawn()
                self.assertEqual(drawn["left_on"], ["2026-03-31"])  # all a browser understands
                self.assertEqual(self.client.post(self.path, drawn).status_code, 204)

                self.assertEqual(Contact.objects.values().get(), before)

    def test_what_only_somebody_else_changed_is_not_written_over(self) -> None:
        mine = self.drawn() | {"name": "Joanna"}
        update_contact(self.contact, by=self.owner, role="Owner", do_not_call=True)

        self.assertEqual(self.client.post(self.path, mine).status_code, 204)

        found = Contact.objects.get()
        self.assertEqual((found.name, found.role, found.do_not_call), ("Joanna", "Owner", True))

    def test_what_both_changed_is_asked_about_with_its_label(self) -> None:
        mine = self.drawn() | {"role_code": "CHEF"}
        update_contact(self.contact, by=self.owner, role_code="PURCHASING")

        answer = self.client.post(self.path, mine)

        words = f"This is “{Contact.objects.get().get_role_code_display()}” now"
        self.assertContains(answer, words, status_code=422)
        self.assertEqual(self.client.post(self.path, sent_of(answer)).status_code, 204)
        self.assertEqual(Contact.objects.get().role_code, "CHEF")
