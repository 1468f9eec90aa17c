"""The diary: what is proposed, what is accepted of it, and the way back."""

import json
from datetime import timedelta
from typing import Any

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, update_plan
from call_planning.tests.diaries import DiaryMixin
from call_planning.tests.forecasts import make_account
from leads.models import Lead
from users.models import User


class DiaryPageTests(DiaryMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.owner)

    def moves(self, *, calls: int = 6) -> list[dict[str, Any]]:
        for _ in range(calls):
            self.plan_due(4)
        found: list[dict[str, Any]] = self.client.get("/plans/diary/").context["moves"]
        return found

    def send(self, path: str, **data: Any) -> dict[str, str]:
        answer = self.client.post(path, data)
        self.assertEqual(answer.status_code, 204, answer.content)
        told: dict[str, str] = json.loads(answer["HX-Trigger"])["kam:toast"]
        return told

    def test_nothing_moves_by_looking(self) -> None:
        self.assertGreater(len(self.moves()), 1)

        self.assertFalse(CallPlan.objects.exclude(planned_on=None).exists())

    def test_what_is_ticked_moves_and_the_rest_stays(self) -> None:
        first, second, *_ = self.moves()

        told = self.send("/plans/diary/accept/", move=[value(first), value(second)])

        self.assertIn("2 calls", told["text"])
        moved = set(CallPlan.objects.exclude(planned_on=None).values_list("pk", flat=True))
        self.assertEqual(moved, {first["plan"], second["plan"]})

    def test_all_that_was_accepted_is_taken_back_at_once(self) -> None:
        moves = self.moves()
        told = self.send("/plans/diary/accept/", move=[value(one) for one in moves])

        self.client.post("/undo/", {"token": told["undo"]})

        self.assertFalse(CallPlan.objects.exclude(planned_on=None).exists())

    def test_a_call_that_changed_since_is_left_and_said(self) -> None:
        first, second, *_ = self.moves()
        plan = CallPlan.objects.select_related("lead").get(pk=first["plan"])
        update_plan(plan, by=self.owner, notes="changed")

        told = self.send("/plans/diary/accept/", move=[value(first), value(second)])

        self.assertIn("1 was changed in the meantime", told["text"])
        self.assertIsNone(CallPlan.objects.get(pk=plan.pk).planned_on)

    def test_what_no_proposal_says_is_refused(self) -> None:
        plan = self.plan_due(4)
        for text in ("", "x", "1:2", f"{plan.pk}:soon:1", f"{plan.pk}:{self.day(3)}:-1"):
            with self.subTest(text):
                answer = self.client.post("/plans/diary/accept/", {"move": [text]})
                self.assertEqual(answer.status_code, 422)
        for text in (f"{plan.pk}:CUSTOM:1", f"{plan.pk}:OFTEN:1"):
            with self.subTest(text):
                answer = self.client.post("/plans/diary/rhythms/", {"change": [text]})
                self.assertEqual(answer.status_code, 422)

    def test_nothing_ticked_is_said(self) -> None:
        self.assertContains(
            self.client.post("/plans/diary/accept/"), "Nothing is ticked", status_code=422
        )

    def test_a_diary_of_too_many_promises_offers_the_smallest_change(self) -> None:
        for _ in range(30):
            self.plan_due(2)
        shown = self.client.get("/plans/diary/").context
        self.assertTrue(shown["work"]["over_promised"])

        told = self.send("/plans/diary/rhythms/", change=[one.value for one in shown["lighter"]])

        after = self.client.get("/plans/diary/").context["work"]
        self.assertFalse(after["over_promised"])
        self.client.post("/undo/", {"token": told["undo"]})
        self.assertEqual(set(CallPlan.objects.values_list("frequency", flat=True)), {"WEEKLY"})

    def test_a_better_rhythm_is_accepted_by_itself_and_taken_back(self) -> None:
        self.accounts()
        one = self.client.get("/plans/diary/").context["suggested"][0]
        before = CallPlan.objects.get(pk=one.plan)

        told = self.send("/plans/diary/rhythms/", change=[one.value])

        self.assertEqual(CallPlan.objects.get(pk=one.plan).frequency, one.frequency)
        self.client.post("/undo/", {"token": told["undo"]})
        back = CallPlan.objects.get(pk=one.plan)
        self.assertEqual(
            (back.frequency, back.next_call_date), (before.frequency, before.next_call_date)
        )

    def accounts(self) -> Lead:
        """One that is worth much and unsure among some that are worth little."""
        for at_stake in (9000.0, 10.0, 10.0, 10.0):
            lead = make_account(
                ordered_days_ago=11, forecast={"value_at_risk": at_stake}, assigned_to=self.owner
            )
            due = self.moment + timedelta(days=5)
            create_plan(lead, by=self.owner, frequency="MONTHLY", next_call_date=due)
        return lead

    def test_a_better_rhythm_stands_on_the_account_with_its_reason(self) -> None:
        self.accounts()
        one = self.client.get("/plans/diary/").context["suggested"][0]

        page = self.client.get(f"/leads/{one.lead}/")

        self.assertContains(page, one.reason)
        self.assertContains(page, one.value)

    def test_a_manager_levels_the_diary_of_one_of_the_team(self) -> None:
        moves = self.moves()
        self.client.force_login(self.manager)

        shown = self.client.get(f"/plans/diary/?owner={self.owner.pk}").context["moves"]
        self.send("/plans/diary/accept/", move=[value(shown[0])])

        self.assertEqual([one["plan"] for one in shown], [one["plan"] for one in moves])
        self.assertEqual(CallPlan.objects.exclude(planned_on=None).count(), 1)

    def test_a_colleague_neither_sees_nor_moves_it(self) -> None:
        move = self.moves()[0]
        self.client.force_login(self.teammate)

        seen = self.client.get(f"/plans/diary/?owner={self.owner.pk}")
        moved = self.client.post("/plans/diary/accept/", {"move": value(move)})
        called = self.client.post("/plans/diary/rhythms/", {"change": f"{move['plan']}:MONTHLY:1"})

        self.assertEqual((seen.status_code, moved.status_code, called.status_code), (404, 422, 404))
        self.assertFalse(CallPlan.objects.exclude(planned_on=None, version=1).exists())

    def test_leave_is_shown(self) -> None:
        self.plan_due(4)
        leave = [{"first_day": self.day(2), "last_day": self.day(3), "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)

        off = self.client.get("/plans/diary/").context["days_off"]

        self.assertEqual([(str(one.first), one.why) for one in off], [(self.day(2), "leave")])

    def test_more_calls_cost_no_more_queries(self) -> None:
        self.moves(calls=1)
        for _ in range(3):
            self.plan_due(4)
            # session, user; what was learnt, plans, calls made; learnt and plans for the
            # rhythms; the sidebar's count
            with self.assertNumQueries(8):
                self.client.get("/plans/diary/")


def value(move: dict[str, Any]) -> str:
    return f"{move['plan']}:{move['day']}:{move['version']}"
