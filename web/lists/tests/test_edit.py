"""A cell is changed where it stands, through the same services as everywhere."""

import json

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, pause_plan
from contact.tests.factories import make_contact
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.tests.sending import sent_of


class EditTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca", tier="B")

    def save(self, column: str, value: str, status: int = 200, **more: str) -> str:
        """Change a cell; return the token of the way back."""
        path = f"/leads/{self.lead.pk}/cell/{column}/"
        version = Lead.objects.get(pk=self.lead.pk).version
        answer = self.client.post(path, {"value": value, "version": version, **more})
        self.assertEqual(answer.status_code, status, answer.content)
        told = json.loads(answer.headers.get("HX-Trigger", "{}"))
        return str(told.get("kam:toast", {}).get("undo", ""))

    def undo(self, token: str) -> int:
        return int(self.client.post("/undo/", {"token": token}).status_code)

    def test_each_cell_is_saved_and_taken_back(self) -> None:
        cases = {
            "tier": ("tier", "A"),
            "potential": ("potential_revenue", "2500.50"),
            "city": ("city", "Lucca"),
            "phone": ("phone", "+442079460000"),
            "status": ("lead_status", "NEGOTIATING"),
        }
        for column, (field, value) in cases.items():
            with self.subTest(column):
                before = Lead.objects.values_list(field, flat=True).get()
                token = self.save(column, value)
                self.assertEqual(str(Lead.objects.values_list(field, flat=True).get()), value)
                self.assertEqual(self.undo(token), 204)
                self.assertEqual(Lead.objects.values_list(field, flat=True).get(), before)

    def test_a_lost_lead_keeps_its_reason(self) -> None:
        self.save("status", "LOST", reason="PRICE")

        self.assertEqual(Lead.objects.get().lost_reason, "PRICE")
        self.assertEqual(self.lead.status_changes.get().via, "web")

    def test_a_wrong_value_is_refused_beside_the_field(self) -> None:
        self.save("potential", "much", status=422)
        self.save("tier", "Z", status=422)

        self.assertEqual(Lead.objects.get().tier, "B")

    def test_somebody_else_was_faster(self) -> None:
        path = f"/leads/{self.lead.pk}/cell/tier/"
        Lead.objects.update(version=9, tier="C")

        answer = self.client.post(path, {"value": "A", "version": 1})

        self.assertContains(answer, "Somebody changed it to C meanwhile.", status_code=422)
        self.assertContains(answer, 'value="9"', status_code=422)
        self.assertEqual(Lead.objects.get().tier, "C")

    def test_a_note_a_call_or_another_cell_is_no_change_of_this_one(self) -> None:
        drawn = sent_of(self.client.get(f"/leads/{self.lead.pk}/cell/tier/"))
        log_interaction(self.lead, by=self.owner, interaction_type="CALL")
        update_lead(Lead.objects.get(), by=self.manager, city="Porto")

        answer = self.client.post(f"/leads/{self.lead.pk}/cell/tier/", drawn | {"value": "A"})

        self.assertEqual(answer.status_code, 200, answer.content)
        self.assertEqual(Lead.objects.values_list("tier", "city").get(), ("A", "Porto"))

    def test_who_comes_second_in_a_cell_is_asked_and_may_mean_it(self) -> None:
        path = f"/leads/{self.lead.pk}/cell/tier/"
        drawn = sent_of(self.client.get(path)) | {"value": "A"}
        update_lead(Lead.objects.get(), by=self.manager, tier="C")

        answer = self.client.post(path, drawn)

        self.assertContains(answer, "manager changed it to C meanwhile.", status_code=422)
        self.assertContains(answer, "Keep theirs", status_code=422)
        self.assertEqual(Lead.objects.get().tier, "C")
        self.assertEqual(self.client.post(path, sent_of(answer)).status_code, 200)
        self.assertEqual(Lead.objects.get().tier, "A")

    def test_who_moved_it_to_which_stage_is_said(self) -> None:
        path = f"/leads/{self.lead.pk}/cell/status/"
        drawn = sent_of(self.client.get(path)) | {"value": "NEGOTIATING"}
        update_lead(Lead.objects.get(), by=self.manager, lead_status="CONTACTED")

        answer = self.client.post(path, drawn)

        self.assertContains(answer, "manager changed it to Contacted", status_code=422)

    def test_an_owner_taken_away_meanwhile_is_nobody(self) -> None:
        self.client.force_login(self.manager)
        path = f"/leads/{self.lead.pk}/cell/owner/"
        drawn = sent_of(self.client.get(path)) | {"value": str(self.teammate.pk)}
        update_lead(Lead.objects.get(), by=self.admin, assigned_to_id=None)

        answer = self.client.post(path, drawn)

        self.assertContains(answer, "admin changed it to nothing", status_code=422)

    def test_an_attempt_moves_no_date_and_another_date_is_asked_about(self) -> None:
        plan = create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        path = f"/leads/{self.lead.pk}/cell/next_call/"
        drawn = sent_of(self.client.get(path)) | {"value": "2099-01-05"}
        log_interaction(self.lead, by=self.owner, interaction_type="CALL", outcome="NO_ANSWER")
        self.assertNotEqual(CallPlan.objects.get().version, plan.version)
        self.assertEqual(self.client.post(path, drawn).status_code, 200)

        asked = self.client.post(path, drawn | {"value": "2099-01-07"})
        self.assertContains(asked, "owner changed it to 5 Jan 2099", status_code=422)

    def test_a_later_change_is_never_undone(self) -> None:
        token = self.save("tier", "A")
        self.save("tier", "C")

        self.assertEqual(self.undo(token), 409)

    def test_only_managers_hand_out_leads(self) -> None:
        self.save("owner", str(self.teammate.pk), status=404)
        self.client.force_login(self.manager)
        self.save("owner", str(self.teammate.pk))

        self.assertEqual(Lead.objects.get().assigned_to, self.teammate)

    def test_an_owner_out_of_reach_is_refused(self) -> None:
        self.client.force_login(self.manager)

        self.save("owner", str(self.outsider.pk), status=422)

    def test_the_next_call_moves_the_plan_and_starts_one(self) -> None:
        path = f"/leads/{self.lead.pk}/cell/next_call/"
        form = {"value": "2099-01-05", "version": 0, "frequency": "WEEKLY"}
        answer = self.client.post(path, form)
        plan = CallPlan.objects.get()
        self.assertEqual(str(plan.due_at), "2099-01-05 00:00:00+00:00")

        token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]
        self.assertEqual(self.undo(token), 204)
        self.assertFalse(CallPlan.objects.exists())

    def test_a_date_wakes_a_paused_plan_and_undo_pauses_it_again(self) -> None:
        plan = pause_plan(create_plan(self.lead, by=self.owner, frequency="WEEKLY"), by=self.owner)
        path = f"/leads/{self.lead.pk}/cell/next_call/"

        answer = self.client.post(path, {"value": "2099-01-05", "version": plan.version})
        self.assertIsNone(CallPlan.objects.get().paused_at)
        self.undo(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

        self.assertIsNotNone(CallPlan.objects.get().paused_at)

    def test_a_contact_is_changed_in_place(self) -> None:
        contact = make_contact(self.lead, by=self.owner)
        path = f"/contacts/{contact.pk}/cell/role/"

        answer = self.client.post(path, {"value": "CHEF", "version": contact.version})

        contact.refresh_from_db()
        self.assertEqual(contact.role_code, "CHEF")
        self.undo(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])
        contact.refresh_from_db()
        self.assertEqual(contact.role_code, "OTHER")
