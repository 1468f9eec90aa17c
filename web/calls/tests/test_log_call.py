"""A call is logged in one step, and taken back in one."""

import json
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan, PlanStep
from call_planning.services.plans import create_plan, snooze_plan
from interaction_tracking.models import Interaction, Order
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


class LogCallTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")

    def log(self, **fields: str) -> str:
        """Log a call; return the token of the way back."""
        path = f"/leads/{self.lead.pk}/log-call/"
        answer = self.client.post(path, {"outcome": "CONNECTED", **fields})
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def plan(self) -> CallPlan:
        return CallPlan.objects.get(lead=self.lead)

    def columns(self) -> dict[str, object]:
        follows = {"updated_at", "version"}
        return {k: v for k, v in CallPlan.objects.values().get().items() if k not in follows}

    def test_a_connected_call_moves_the_plan(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")

        self.log(details="Likes the new menu")

        self.assertIsNotNone(self.plan().last_called)
        self.assertEqual(Interaction.objects.get().details, "Likes the new menu")

    def test_taking_it_back_leaves_the_plan_as_it_was(self) -> None:
        plan = create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        snooze_plan(plan, by=self.owner, until=timezone.now() + timedelta(days=3))
        before = self.columns()

        token = self.log()
        answer = self.client.post("/undo/", {"token": token})

        self.assertEqual(answer.status_code, 204)
        self.assertEqual(self.columns(), before)
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())
        self.assertFalse(PlanStep.objects.exists())

    def test_an_attempt_is_taken_back_too(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        before = self.columns()

        token = self.log(outcome="NO_ANSWER")
        self.client.post("/undo/", {"token": token})

        self.assertEqual(self.columns(), before)

    def test_it_is_too_late_once_somebody_changed_the_plan(self) -> None:
        plan = create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        token = self.log()
        snooze_plan(plan, by=self.manager, until=timezone.now() + timedelta(days=3))

        answer = self.client.post("/undo/", {"token": token})

        self.assertEqual(answer.status_code, 409)
        self.assertTrue(Interaction.objects.filter(deleted_at=None).exists())

    def test_somebody_else_cannot_take_it_back(self) -> None:
        token = self.log()
        self.client.force_login(self.manager)

        self.assertEqual(self.client.post("/undo/", {"token": token}).status_code, 409)

    def test_a_lead_without_a_plan_can_be_called(self) -> None:
        self.log(outcome="CALL_BACK", follow_up="2099-01-05")

        self.assertEqual(str(Interaction.objects.get().follow_up_at), "2099-01-05 12:00:00+00:00")

    def test_the_day_of_the_next_call_starts_a_plan_where_there_is_none(self) -> None:
        self.log(follow_up="2099-01-05", frequency="WEEKLY")

        plan = self.plan()
        self.assertEqual(
            (str(plan.due_at), plan.frequency), ("2099-01-05 00:00:00+00:00", "WEEKLY")
        )

    def test_the_plan_that_was_started_goes_back_with_the_call(self) -> None:
        token = self.log(follow_up="2099-01-05")

        self.client.post("/undo/", {"token": token})

        self.assertFalse(CallPlan.objects.exists())
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_without_a_day_no_plan_is_started(self) -> None:
        self.log(frequency="WEEKLY")

        self.assertFalse(CallPlan.objects.exists())

    def test_who_reached_nobody_says_when_to_try_again(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        before = self.columns()

        token = self.log(outcome="NO_ANSWER", follow_up="2099-01-05")
        due = self.plan().due_at
        self.client.post("/undo/", {"token": token})

        self.assertEqual(str(due), "2099-01-05 00:00:00+00:00")
        self.assertEqual(self.columns(), before)

    def test_the_next_call_is_said_in_french_with_the_month_as_the_french_write_it(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(language="fr")

        answer = self.client.post(
            f"/leads/{self.lead.pk}/log-call/", {"outcome": "CONNECTED", "follow_up": "2099-12-05"}
        )

        told = json.loads(answer["HX-Trigger"])["kam:toast"]["text"]
        self.assertTrue(told.endswith("Prochain : 5 déc. 2099"), told)

    def test_a_next_call_lies_ahead(self) -> None:
        path = f"/leads/{self.lead.pk}/log-call/"

        answer = self.client.post(path, {"outcome": "CONNECTED", "follow_up": "2020-01-05"})

        self.assertContains(answer, "This day has passed.", status_code=422)

    def test_the_next_date_is_the_one_that_was_chosen(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")

        self.log(follow_up="2099-01-05")

        self.assertEqual(str(self.plan().next_call_date), "2099-01-05 00:00:00+00:00")

    def test_an_order_comes_with_the_call(self) -> None:
        self.log(order_placed="on", order_text="12 kg burrata", order_total="250.00")

        self.assertEqual(str(Order.objects.get().total_price), "250.00")

    def test_a_wrong_outcome_is_refused_beside_the_form(self) -> None:
        path = f"/leads/{self.lead.pk}/log-call/"
        answer = self.client.post(path, {"outcome": "SHRUG"})

        self.assertContains(answer, "How did it go? Select a valid choice", status_code=422)
        self.assertFalse(Interaction.objects.exists())

    def test_an_order_is_logged_with_the_call_line_by_line(self) -> None:
        self.log(name0="Burrata", quantity0="2", price0="4.50", name1="Olives", quantity1="1")

        order = Order.objects.get()
        self.assertEqual([line.name for line in order.lines.order_by("pk")], ["Burrata", "Olives"])
        self.assertEqual(order.interaction.interaction_type, "CALL")

    def test_an_order_in_words_needs_no_tick(self) -> None:
        self.log(order_text="The usual", order_total="90")

        self.assertEqual(Order.objects.get().total_price, 90)

    def test_a_wrong_line_is_told_beside_it_and_nothing_is_logged(self) -> None:
        path = f"/leads/{self.lead.pk}/log-call/"

        answer = self.client.post(path, {"outcome": "CONNECTED", "name0": "Burrata"})

        self.assertContains(answer, "How many?", status_code=422)
        self.assertFalse(Interaction.objects.exists())
