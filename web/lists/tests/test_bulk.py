"""Many at once: what changes, what is refused, and the one way back."""

import json
from typing import Any
from unittest.mock import patch

from django.test import TestCase

from contact.models import Contact
from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.models import Lead, LeadStatusChange
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class BulkTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.leads = [make_lead(assigned_to=self.owner, name=f"Place {n}") for n in range(3)]
        self.ids = [lead.pk for lead in self.leads]

    def post(self, expect: int = 204, path: str = "/leads/bulk/", **data: Any) -> dict[str, str]:
        answer = self.client.post(path, data, headers={"HX-Request": "true"})
        self.assertEqual(answer.status_code, expect, answer.content)
        told: dict[str, str] = json.loads(answer["HX-Trigger"])["kam:toast"]
        return told | {"page": answer.content.decode()}

    def undo(self, told: dict[str, str], status: int = 204) -> str:
        answer = self.client.post("/undo/", {"token": told["undo"]})
        self.assertEqual(answer.status_code, status)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["text"])

    def statuses(self) -> set[str]:
        return set(Lead.objects.values_list("lead_status", flat=True))

    def test_a_status_is_set_row_by_row_and_taken_back_at_once(self) -> None:
        told = self.post(ids=self.ids, status="CONTACTED")
        self.assertEqual(told["text"], "3 changed.")
        self.assertEqual(set(LeadStatusChange.objects.values_list("via", flat=True)), {"bulk"})

        self.undo(told)

        self.assertEqual(self.statuses(), {"NEW"})

    def test_a_repeat_changes_nothing(self) -> None:
        self.post(ids=self.ids, status="CONTACTED")

        told = self.post(ids=self.ids, status="CONTACTED")

        self.assertEqual(told["text"], "0 changed. 3 were so already.")
        self.assertEqual(LeadStatusChange.objects.count(), 3)

    def test_what_is_refused_is_named_and_the_rest_changes(self) -> None:
        foreign = make_lead(assigned_to=self.teammate, name="Not mine")
        trash_lead(self.leads[0], by=self.owner)

        told = self.post(200, ids=[*self.ids, foreign.pk], tier="A")

        self.assertEqual(told["text"], "2 changed. 2 were refused.")
        self.assertIn("not there any more", told["page"])
        self.assertNotIn("Not mine", told["page"])
        foreign.refresh_from_db()
        self.assertEqual(foreign.tier, "")

    def test_lost_asks_for_the_reason(self) -> None:
        page = self.client.get("/leads/bulk/lost/", {"ids": self.ids})
        self.assertContains(page, "Mark 3 as lost")

        told = self.post(ids=self.ids, status="LOST", reason="PRICE", note="Too dear")
        self.assertEqual(set(Lead.objects.values_list("lost_reason", flat=True)), {"PRICE"})
        self.undo(told)

        self.assertEqual(set(Lead.objects.values_list("lost_reason", flat=True)), {""})

    def test_all_that_match_means_the_filter_and_the_reach(self) -> None:
        make_lead(assigned_to=self.owner, name="Other", city="Oslo")
        make_lead(assigned_to=self.teammate, name="Foreign", city="Oslo")

        self.post(all="yes", query="city=oslo", tier="A")

        self.assertEqual(
            list(Lead.objects.filter(tier="A").values_list("name", flat=True)), ["Other"]
        )

    def test_only_managers_give_an_owner(self) -> None:
        self.post(403, ids=self.ids, owner=str(self.teammate.pk))
        self.client.force_login(self.manager)
        told = self.post(ids=self.ids, owner=str(self.teammate.pk))
        self.assertEqual(Lead.objects.filter(assigned_to=self.teammate).count(), 3)

        self.undo(told)

        self.assertEqual(Lead.objects.filter(assigned_to=self.owner).count(), 3)

    def test_a_note_goes_with_them_and_comes_back_with_them(self) -> None:
        self.client.force_login(self.manager)
        page = self.client.get("/leads/bulk/owner/", {"ids": self.ids})
        self.assertContains(page, "Hand over 3")

        told = self.post(ids=self.ids, owner=str(self.teammate.pk), note="Mornings only")
        self.assertEqual(Interaction.objects.filter(details="Mornings only").count(), 3)
        self.undo(told)

        self.assertEqual(Lead.objects.filter(assigned_to=self.owner).count(), 3)
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_an_owner_out_of_reach_is_refused_for_all(self) -> None:
        self.client.force_login(self.manager)

        self.post(422, ids=self.ids, owner=str(self.outsider.pk))

        self.assertEqual(Lead.objects.filter(assigned_to=self.owner).count(), 3)

    def test_undo_leaves_later_changes_alone(self) -> None:
        told = self.post(ids=self.ids, tier="A")
        self.client.post("/leads/bulk/", {"ids": self.ids[:1], "tier": "C"})

        self.assertEqual(
            self.undo(told), "2 taken back; 1 were changed since and stay as they are."
        )
        self.assertEqual(Lead.objects.get(pk=self.ids[0]).tier, "C")

    def test_a_batch_is_taken_back_once_and_by_its_owner(self) -> None:
        told = self.post(ids=self.ids, tier="A")
        self.client.force_login(self.manager)
        self.undo(told, 409)
        self.client.force_login(self.owner)
        self.undo(told)

        self.undo(told, 409)

    def test_too_many_or_none_are_refused(self) -> None:
        self.post(422, tier="A")
        with patch("web.lists.bulk.MOST_ROWS", 2):
            self.post(422, all="yes", tier="A")

        self.assertFalse(Lead.objects.filter(tier="A").exists())

    def test_into_the_trash_and_back(self) -> None:
        told = self.post(ids=self.ids, trash="yes")
        self.assertEqual(Lead.objects.visible_to(self.owner).count(), 0)

        told = self.post(path="/trash/restore/", ids=self.ids[:2])
        self.assertEqual(told["text"], "2 restored.")
        self.undo(told)

        self.assertEqual(Lead.objects.trash_of(self.owner).count(), 3)

    def test_contacts_and_interactions_go_and_come_back(self) -> None:
        make_contact(self.leads[0], by=self.owner, name="Jo")
        log_interaction(self.leads[0], by=self.owner, interaction_type="NOTE")
        for name, model in (("contacts", Contact), ("interactions", Interaction)):
            with self.subTest(name):
                ids = list(model.objects.values_list("pk", flat=True))
                told = self.post(path=f"/{name}/bulk/", ids=ids, trash="yes")
                self.assertFalse(model.objects.filter(deleted_at=None).exists())

                self.assertEqual(self.undo(told), "1 taken back.")
                self.assertTrue(model.objects.filter(deleted_at=None).exists())

    def test_all_contacts_that_match_means_the_filter_and_the_reach(self) -> None:
        elsewhere = make_lead(assigned_to=self.teammate)
        for lead, name in ((self.leads[0], "Jo"), (self.leads[0], "Al"), (elsewhere, "Jo")):
            make_contact(lead, by=self.admin, name=name)

        self.post(path="/contacts/bulk/", all="yes", query="q=jo", trash="yes")

        left = Contact.objects.filter(deleted_at=None).order_by("pk")
        self.assertEqual([one.name for one in left], ["Al", "Jo"])

    def test_nothing_goes_that_was_not_asked_to(self) -> None:
        contact = make_contact(self.leads[0], by=self.owner, name="Jo")

        self.post(422, path="/contacts/bulk/", ids=[contact.pk])

        self.assertTrue(Contact.objects.filter(deleted_at=None).exists())

    def test_contacts_and_interactions_come_back_too(self) -> None:
        lead = self.leads[0]
        contact = make_contact(lead, by=self.owner)
        note = log_interaction(lead, by=self.owner, interaction_type="NOTE")
        delete_contact(contact, by=self.owner)
        delete_interaction(note, by=self.owner)

        first = self.post(path="/trash/contacts/restore/", ids=[contact.pk])
        second = self.post(path="/trash/interactions/restore/", ids=[note.pk])
        self.assertTrue(Contact.objects.filter(deleted_at=None).exists())
        self.assertTrue(Interaction.objects.filter(deleted_at=None).exists())
        self.undo(first)
        self.undo(second)

        self.assertFalse(Contact.objects.filter(deleted_at=None).exists())
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())
