"""A call planned from Today: whom, on which day; and taken back."""

import json
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, pause_plan
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class PlanningTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.here = f"/leads/{self.lead.pk}/plan-call/"
        self.day = timezone.now().date() + timedelta(days=3)

    def plan(self) -> CallPlan:
        due = timezone.now() + timedelta(days=9)
        return create_plan(
            self.lead, by=self.owner, frequency="WEEKLY", notes="Ask", next_call_date=due
        )

    def save(self, **data: str) -> str:
        answer = self.client.post(self.here, {"day": self.day.isoformat()} | data)
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def undo(self, token: str) -> None:
        self.assertEqual(self.client.post("/undo/", {"token": token}).status_code, 204)

    def test_accounts_in_reach_are_found_by_name(self) -> None:
        make_lead(assigned_to=self.teammate, name="Osteria Far")

        answer = self.client.get("/plan-call/?q=oster", headers={"HX-Target": "plan-found"})

        self.assertContains(answer, self.here)
        self.assertNotContains(answer, "Osteria Far")
        self.assertNotContains(answer, "<section")

    def test_a_planned_call_is_pinned_to_the_day_and_put_back(self) -> None:
        plan = self.plan()

        token = self.save(notes="Bring samples")

        now = CallPlan.objects.get()
        self.assertEqual((now.planned_on, now.pinned), (self.day, True))
        self.assertEqual((now.notes, now.next_call_date), ("Bring samples", plan.next_call_date))
        self.undo(token)
        now = CallPlan.objects.get()
        self.assertEqual((now.planned_on, now.pinned, now.notes), (None, False, "Ask"))

    def test_an_account_without_a_plan_gets_one_and_loses_it_again(self) -> None:
        token = self.save(frequency="MONTHLY", notes="Bring samples")

        plan = CallPlan.objects.get()
        assert plan.next_call_date is not None
        self.assertEqual(plan.next_call_date.date(), self.day)
        self.assertEqual((plan.frequency, plan.notes), ("MONTHLY", "Bring samples"))
        self.undo(token)
        self.assertFalse(CallPlan.objects.exists())

    def test_a_day_that_is_past_or_far_is_refused_beside_it(self) -> None:
        today = timezone.now().date()
        for day in (str(today - timedelta(days=1)), "9999-12-31", "0001-01-01", "soon", ""):
            with self.subTest(day):
                answer = self.client.post(self.here, {"day": day, "frequency": "MONTHLY"})
                self.assertEqual(answer.status_code, 422)
                self.assertEqual(list(answer.context["form"].errors), ["day"])

    def test_a_paused_plan_is_refused_and_keeps_its_note(self) -> None:
        pause_plan(self.plan(), by=self.owner)

        answer = self.client.post(self.here, {"day": self.day.isoformat(), "notes": "New"})

        self.assertEqual(answer.status_code, 409)
        self.assertEqual(CallPlan.objects.get().notes, "Ask")

    def test_today_offers_it(self) -> None:
        self.assertContains(self.client.get("/"), 'hx-get="/plan-call/"')
