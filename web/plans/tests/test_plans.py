"""The week: which call on which day, moved and put back."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin

EVERY_DAY = {d: ["09:00", "17:00"] for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


class PlansTests(CastMixin, TestCase):
    def setUp(self) -> None:
        User.objects.update(working_week=EVERY_DAY)
        self.owner.refresh_from_db()
        self.client.force_login(self.owner)
        self.noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)

    def plan(self, name: str, at: datetime) -> CallPlan:
        lead = make_lead(assigned_to=self.owner, name=name)
        return create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=at)

    def days(self, week: datetime) -> dict[str, list[str]]:
        answer = self.client.get(f"/plans/?week={week:%Y-%m-%d}")
        return {
            f"{day.day}": [call.plan.lead.name for call in day.calls]
            for day in answer.context["days"]
        }

    def send(self, path: str, **data: Any) -> str:
        answer = self.client.post(path, data)
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def test_a_call_stands_on_the_day_it_is_due(self) -> None:
        at = self.noon + timedelta(days=9)
        self.plan("Osteria", at)

        self.assertEqual(self.days(at)[f"{at:%Y-%m-%d}"], ["Osteria"])

    def test_a_missed_call_stands_on_top(self) -> None:
        self.plan("Late", self.noon - timedelta(days=3))

        late = self.client.get("/plans/").context["late"]
        self.assertEqual([plan.lead.name for plan in late], ["Late"])

    def test_a_call_of_tier_a_that_showed_before_days_off_is_missed_on_them(self) -> None:
        yesterday = list(EVERY_DAY)[(self.noon - timedelta(days=1)).weekday()]
        User.objects.update(working_week={yesterday: ["09:00", "17:00"]})
        plan = self.plan("Early", self.noon + timedelta(days=1))
        self.assertEqual(list(self.client.get("/plans/").context["late"]), [])

        Lead.objects.filter(pk=plan.lead_id).update(tier="A")

        late = self.client.get("/plans/").context["late"]
        self.assertEqual([plan.lead.name for plan in late], ["Early"])

    def test_a_dragged_call_is_pinned_and_keeps_its_due_date(self) -> None:
        plan = self.plan("Osteria", self.noon + timedelta(days=2))
        day = self.noon + timedelta(days=16)

        token = self.send(f"/plans/{plan.pk}/drop/", day=f"{day:%Y-%m-%d}")

        after = CallPlan.objects.get()
        self.assertEqual((after.planned_on, after.pinned), (day.date(), True))
        self.assertEqual(after.next_call_date, plan.next_call_date)
        self.assertEqual(self.days(day)[f"{day:%Y-%m-%d}"], ["Osteria"])
        self.client.post("/undo/", {"token": token})
        back = CallPlan.objects.get()
        self.assertEqual((back.planned_on, back.pinned), (None, False))

    def test_an_unpinned_call_stays_on_its_day(self) -> None:
        plan = self.plan("Osteria", self.noon + timedelta(days=2))
        day = self.noon + timedelta(days=3)
        self.send(f"/plans/{plan.pk}/move/", day=f"{day:%Y-%m-%d}")

        self.send(f"/plans/{plan.pk}/unpin/")

        after = CallPlan.objects.get()
        self.assertEqual((after.planned_on, after.pinned), (day.date(), False))

    def test_a_missed_call_given_a_day_is_overdue_no_more(self) -> None:
        plan = self.plan("Late", self.noon - timedelta(days=3))

        self.send(f"/plans/{plan.pk}/drop/", day=f"{self.noon + timedelta(days=2):%Y-%m-%d}")

        self.assertEqual(self.client.get("/plans/").context["late"], [])

    def test_a_manager_looks_at_the_week_of_one_of_the_team(self) -> None:
        self.plan("Late", self.noon - timedelta(days=3))
        self.client.force_login(self.manager)

        late = self.client.get(f"/plans/?owner={self.owner.pk}").context["late"]

        self.assertEqual([plan.lead.name for plan in late], ["Late"])

    def test_nobody_looks_at_the_week_of_a_stranger(self) -> None:
        for wanted in (self.outsider.pk, "x", "9" * 30):
            with self.subTest(wanted):
                self.assertEqual(self.client.get(f"/plans/?owner={wanted}").status_code, 404)

    def test_a_day_that_has_passed_is_refused_beside_the_field(self) -> None:
        plan = self.plan("Osteria", self.noon)

        answer = self.client.post(f"/plans/{plan.pk}/move/", {"day": "2020-01-05"})

        self.assertContains(answer, "This day has passed", status_code=422)

    def test_a_rhythm_of_one_s_own_needs_its_days(self) -> None:
        plan = self.plan("Osteria", self.noon)

        answer = self.client.post(f"/plans/{plan.pk}/cadence/", {"frequency": "CUSTOM"})

        self.assertContains(answer, "how many days", status_code=422)

    def test_more_calls_cost_no_more_queries(self) -> None:
        self.client.get("/plans/")
        for number in range(3):
            self.plan(f"One {number}", self.noon + timedelta(hours=number))
            # session, user, overdue, the week, coverage (missed (2), steps), sidebar
            with self.assertNumQueries(8):
                self.client.get("/plans/")
