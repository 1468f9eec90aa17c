"""The demo's call plans stand exactly where the services would have put them."""

from datetime import UTC, datetime
from itertools import groupby
from typing import ClassVar

from django.db.models import Count
from django.test import TestCase

from call_planning.models import CallPlan, PlanStep
from call_planning.rules.frequency import first_due
from call_planning.services.moving import move
from call_planning.services.owners import owner_zone
from call_planning.services.replay import recompute
from call_planning.services.steps import kind_of_step
from call_planning.services.today import calls_of_today
from demo.services.loading import Loaded, load_company
from interaction_tracking.models import Interaction
from leads.models import Lead

NOW = datetime(2026, 3, 31, 13, 30, tzinfo=UTC)
MOVED = ("last_called", "next_call_date", "anchor_day")


class PlansOfTheDemoTests(TestCase):
    loaded: ClassVar[Loaded]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.loaded = load_company(accounts=300, seed=3, password="a-long-enough-one", now=NOW)

    def plans(self) -> list[CallPlan]:
        return list(CallPlan.objects.select_related("lead__assigned_to", "created_by"))

    def test_the_next_call_is_what_the_last_call_makes_it(self) -> None:
        for plan in self.plans():
            if plan.last_called is not None:
                kept = [getattr(plan, name) for name in MOVED]
                move(plan, called_at=plan.last_called)
                self.assertEqual([getattr(plan, name) for name in MOVED], kept)

    def test_a_plan_follows_from_the_calls_on_record(self) -> None:
        before = list(CallPlan.objects.order_by("pk").values())
        for plan in self.plans():
            recompute(plan)

        self.assertEqual(list(CallPlan.objects.order_by("pk").values()), before)

    def test_a_plan_never_called_is_due_an_interval_after_it_was_made(self) -> None:
        fresh = [plan for plan in self.plans() if plan.last_called is None]

        self.assertTrue(fresh)
        for plan in fresh:
            due = first_due(
                plan.created_at, frequency=plan.frequency, interval_days=None, zone=owner_zone(plan)
            )
            self.assertEqual(plan.next_call_date, due)

    def test_each_step_is_the_due_call_and_how_it_was_kept(self) -> None:
        plans = {plan.lead_id: plan for plan in self.plans()}
        steps = PlanStep.objects.filter(lead__in=plans).order_by("lead", "called_at")
        for lead_id, made in groupby(steps, key=lambda step: step.lead_id):
            plan = plans[lead_id]
            plan.last_called = plan.anchor_day = None
            plan.next_call_date = first_due(
                plan.created_at, frequency=plan.frequency, interval_days=None, zone=owner_zone(plan)
            )
            for step in made:
                self.assertEqual(step.due_at, plan.next_call_date)
                self.assertEqual(step.kind, kind_of_step(plan, step.called_at))
                move(plan, called_at=step.called_at)

    def test_every_connected_call_of_a_plan_left_a_step(self) -> None:
        connected = Interaction.objects.filter(outcome="CONNECTED")
        calls = connected.values_list("lead_id", "date")
        steps = PlanStep.objects.values_list("lead_id", "called_at")

        self.assertEqual(sorted(calls), sorted(steps))

    def test_attempts_are_those_since_the_last_contact(self) -> None:
        for plan in self.plans():
            calls = Interaction.objects.filter(lead=plan.lead_id, interaction_type="CALL")
            since = calls.filter(date__gt=plan.last_called or plan.created_at)
            self.assertEqual(plan.attempts, since.exclude(outcome="CONNECTED").count())

    def test_the_morning_holds_work_of_every_kind(self) -> None:
        plans = CallPlan.objects.all()

        self.assertTrue(plans.exclude(snoozed_until=None).exists())
        self.assertTrue(plans.exclude(paused_at=None).exists())
        self.assertTrue(plans.filter(attempts__gt=0).exists())

    def test_every_kam_has_a_mornings_work(self) -> None:
        for staff in self.loaded.staff:
            for kam in staff.kams:
                calls = calls_of_today(kam, now=NOW)
                self.assertTrue(4 <= len(calls) <= 20, f"{kam}: {len(calls)}")
                self.assertTrue(any(call.days_overdue > 0 for call in calls), kam)

    def test_every_owner_carries_about_the_same(self) -> None:
        carried = Lead.objects.exclude(assigned_to=None).values("assigned_to")
        counts = carried.annotate(leads=Count("id")).values_list("leads", flat=True)

        self.assertLess(max(counts) - min(counts), 12)
