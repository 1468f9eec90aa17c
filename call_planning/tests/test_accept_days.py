"""Levelled days: accepted move by move, pinned, and what ends them."""

from datetime import timedelta
from typing import Any

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.diary import CALLS_AT_MOST
from call_planning.services.plans import pause_plan, snooze_plan, update_plan
from call_planning.services.taking_back import put_plan_back, state_of
from call_planning.tests.diaries import DiaryMixin
from events.models import Event
from users.models import User
from users.tests.cast import client_of


class AcceptTests(DiaryMixin, TestCase):
    def moves(self) -> list[dict[str, Any]]:
        for _ in range(6):
            self.plan_due(4)
        found: list[dict[str, Any]] = self.propose()["moves"]
        return found

    def test_all_moves_are_accepted(self) -> None:
        moves = self.moves()

        told = self.accept(moves).json()

        self.assertEqual(sorted(told["accepted"]), sorted(move["plan"] for move in moves))
        for move in moves:
            plan = CallPlan.objects.get(pk=move["plan"])
            self.assertEqual(str(plan.planned_on), move["day"])
        self.assertEqual(self.propose()["moves"], [])

    def test_the_due_date_keeps_its_meaning(self) -> None:
        move = self.moves()[0]
        before = CallPlan.objects.get(pk=move["plan"])

        self.accept([move])

        after = CallPlan.objects.get(pk=move["plan"])
        self.assertEqual(
            (after.next_call_date, after.due_at), (before.next_call_date, before.due_at)
        )

    def test_some_are_accepted_and_the_rest_stay(self) -> None:
        first, *others = self.moves()

        self.accept([first])

        for move in others:
            self.assertIsNone(CallPlan.objects.get(pk=move["plan"]).planned_on)

    def test_the_same_again_does_nothing(self) -> None:
        move = self.moves()[0]
        self.accept([move])
        version = CallPlan.objects.get(pk=move["plan"]).version

        told = self.accept([move]).json()

        self.assertEqual(told, {"accepted": [], "unchanged": [move["plan"]], "stale": []})
        self.assertEqual(CallPlan.objects.get(pk=move["plan"]).version, version)
        self.assertEqual(Event.objects.filter(name="call_plan.day_accepted").count(), 1)

    def test_a_plan_that_changed_since_is_left_alone(self) -> None:
        first, second, *_ = self.moves()
        plan = CallPlan.objects.select_related("lead").get(pk=first["plan"])
        update_plan(plan, by=self.owner, notes="changed")

        told = self.accept([first, second]).json()

        self.assertEqual((told["stale"], told["accepted"]), ([first["plan"]], [second["plan"]]))
        self.assertIsNone(self.stored(plan).planned_on)

    def test_a_whole_diary_is_accepted_at_once(self) -> None:
        plan = self.plan_due(4)
        whole = [{"plan": plan.pk, "day": self.day(3), "version": 1}] * CALLS_AT_MOST

        for moves, field in ((whole, "named once"), ([*whole, whole[0]], "3000")):
            answer = self.accept(moves)
            self.assertEqual(answer.status_code, 400)
            self.assertIn(field, str(answer.json()["moves"]))

    def test_it_is_told(self) -> None:
        move = self.moves()[0]

        self.accept([move])

        event = Event.objects.get(name="call_plan.day_accepted")
        self.assertEqual(event.subject_id, move["plan"])
        self.assertEqual(event.data["after"], {"planned_on": move["day"]})

    def test_a_day_past_or_nobody_works_on_is_refused(self) -> None:
        leave = [{"first_day": self.day(3), "last_day": self.day(3), "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)
        self.owner.refresh_from_db()
        plan = self.plan_due(4)

        for day in (self.day(-1), self.day(3), self.day(400)):
            answer = self.accept([{"plan": plan.pk, "day": day, "version": 1}])
            self.assertEqual((answer.status_code, list(answer.json())), (400, ["moves"]), day)
        self.assertIsNone(self.stored(plan).planned_on)

    def test_a_refused_move_refuses_all(self) -> None:
        good, bad = self.plan_due(4), self.plan_due(4)
        moves = [
            {"plan": good.pk, "day": self.day(3), "version": 1},
            {"plan": bad.pk, "day": self.day(-3), "version": 1},
        ]

        self.assertEqual(self.accept(moves).status_code, 400)
        self.assertIsNone(self.stored(good).planned_on)

    def test_a_plan_named_twice_is_refused(self) -> None:
        plan = self.plan_due(4)
        moves = [{"plan": plan.pk, "day": self.day(n), "version": 1} for n in (2, 3)]

        self.assertEqual(self.accept(moves).status_code, 400)


class WhatEndsADayTests(DiaryMixin, TestCase):
    def accepted(self, *, pinned: bool = False) -> CallPlan:
        plan = self.plan_due(2)
        day = self.today + timedelta(days=3)
        CallPlan.objects.filter(pk=plan.pk).update(planned_on=day, pinned=pinned)
        return self.stored(plan)

    def test_a_call_made_ends_it(self) -> None:
        plan = self.accepted(pinned=True)

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/")

        self.assertEqual((self.stored(plan).planned_on, self.stored(plan).pinned), (None, False))

    def test_a_call_that_reached_nobody_does_not(self) -> None:
        plan = self.accepted()

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/", {"outcome": "NO_ANSWER"})

        self.assertEqual(self.stored(plan).planned_on, plan.planned_on)

    def test_another_due_date_ends_it(self) -> None:
        snoozed, moved, paused = self.accepted(), self.accepted(), self.accepted()

        snooze_plan(snoozed, by=self.owner, until=self.moment + timedelta(days=9))
        update_plan(moved, by=self.owner, next_call_date=self.moment + timedelta(days=9))
        pause_plan(paused, by=self.owner)

        for plan in (snoozed, moved, paused):
            self.assertIsNone(self.stored(plan).planned_on)

    def test_a_change_of_notes_does_not(self) -> None:
        plan = self.accepted()

        update_plan(plan, by=self.owner, notes="Ask for Jo")

        self.assertEqual(self.stored(plan).planned_on, plan.planned_on)

    def test_taking_the_call_back_brings_it_back(self) -> None:
        plan = self.accepted(pinned=True)
        state = state_of(plan)
        later = snooze_plan(plan, by=self.owner, until=self.moment + timedelta(days=9))

        put_plan_back(later, by=self.owner, state=state, version=later.version)

        after = self.stored(plan)
        self.assertEqual((after.planned_on, after.pinned), (plan.planned_on, True))

    def test_a_call_on_its_accepted_day_is_kept_and_not_late(self) -> None:
        plan = self.plan_due(-1)
        CallPlan.objects.filter(pk=plan.pk).update(planned_on=self.today)

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/")

        rows = client_of(self.owner).get("/call/coverage/").json()["rows"]
        self.assertEqual((rows[0]["kept"], rows[0]["late"]), (1, 0))


class PinTests(DiaryMixin, TestCase):
    def pin(self, plan: CallPlan, day: str, **headers: str) -> Any:
        return client_of(self.owner).post(f"/call/{plan.pk}/pin/", {"day": day}, headers=headers)

    def test_a_pinned_call_is_not_moved(self) -> None:
        plans = [self.plan_due(4) for _ in range(5)]

        row = self.pin(plans[0], self.day(4)).json()

        self.assertEqual((row["planned_on"], row["pinned"]), (self.day(4), True))
        self.assertNotIn(plans[0].pk, [move["plan"] for move in self.propose()["moves"]])

    def test_an_unpinned_call_stays_until_it_is_moved(self) -> None:
        plan = self.plan_due(4)
        self.pin(plan, self.day(6))

        row = client_of(self.owner).delete(f"/call/{plan.pk}/pin/").json()

        self.assertEqual((row["planned_on"], row["pinned"]), (self.day(6), False))

    def test_both_are_told_once(self) -> None:
        plan = self.plan_due(4)
        for _ in range(2):
            self.pin(plan, self.day(4))
        for _ in range(2):
            client_of(self.owner).delete(f"/call/{plan.pk}/pin/")

        names = Event.objects.filter(subject_id=plan.pk).values_list("name", flat=True)
        self.assertEqual(
            [name for name in names.order_by("pk") if "pinned" in name],
            ["call_plan.pinned", "call_plan.unpinned"],
        )

    def test_a_pinned_call_is_stale_to_a_proposal_made_before(self) -> None:
        plan = self.plan_due(4)
        self.pin(plan, self.day(4))
        version = self.stored(plan).version

        told = self.accept([{"plan": plan.pk, "day": self.day(5), "version": version}]).json()

        self.assertEqual(told["stale"], [plan.pk])

    def test_a_stale_version_and_a_senseless_day_are_refused(self) -> None:
        plan = self.plan_due(4)

        stale = self.pin(plan, self.day(4), if_match=f'"{plan.pk}-9"')
        past = self.pin(plan, self.day(-1))

        self.assertEqual((stale.status_code, past.status_code), (412, 400))
        self.assertIn("day", past.json())

    def test_a_paused_plan_has_no_call_to_pin(self) -> None:
        plan = self.plan_due(4)
        pause_plan(self.stored(plan), by=self.owner)

        answer = self.pin(plan, self.day(4))

        self.assertEqual((answer.status_code, answer.json()["code"]), (409, "plan_paused"))
