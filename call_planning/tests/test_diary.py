"""The diary: proposed as a difference, and what it has room for."""

from datetime import timedelta
from typing import Any

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from call_planning.tests.diaries import DiaryMixin
from call_planning.tests.forecasts import make_account
from users.models import User
from users.tests.cast import client_of


class ProposalTests(DiaryMixin, TestCase):
    def test_a_crowded_day_gives_calls_to_its_neighbours(self) -> None:
        for _ in range(6):
            self.plan_due(4)

        told = self.propose()

        proposed = {day["day"]: day["calls_proposed"] for day in told["days"]}
        self.assertLessEqual(max(proposed.values()), 2)
        self.assertEqual(sum(proposed.values()), 6)
        self.assertGreater(told["spread_now"], told["spread_proposed"])
        self.assertIn("6 calls stand on its day, with room for 2", told["moves"][0]["reason"])

    def test_nothing_is_written(self) -> None:
        plans = [self.plan_due(4) for _ in range(4)]

        self.propose()

        for plan in plans:
            self.assertEqual((self.stored(plan).planned_on, self.stored(plan).version), (None, 1))

    def test_the_same_plans_give_the_same_proposal(self) -> None:
        for ahead in (1, 1, 1, 4, 4, 4, 4):
            self.plan_due(ahead)

        first, second = self.propose(), self.propose()

        self.assertEqual(first["moves"], second["moves"])

    def test_calls_that_fit_are_left_where_they_are(self) -> None:
        self.plan_due(3)

        self.assertEqual(self.propose()["moves"], [])

    def test_overdue_calls_take_the_first_days_with_room(self) -> None:
        for _ in range(3):
            self.plan_due(-5)

        told = self.propose()

        self.assertEqual([day["calls_proposed"] for day in told["days"][:3]], [2, 1, 0])
        self.assertIn("5 days overdue", told["moves"][0]["reason"])

    def test_leave_is_kept_free(self) -> None:
        leave = [{"first_day": self.day(0), "last_day": self.day(5), "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)
        self.owner.refresh_from_db()

        days = [day["day"] for day in self.propose()["days"]]

        self.assertEqual(days[0], self.day(6))

    def test_a_promised_call_stays_where_it_was_promised(self) -> None:
        promised = self.moment + timedelta(days=4)
        for _ in range(4):
            self.plan_due(4)
        kept = self.plan_due(4, promised_at=promised, due_at=promised)

        self.assertNotIn(kept.pk, [move["plan"] for move in self.propose()["moves"]])

    def test_a_call_pinned_to_a_free_day_has_found_its_place(self) -> None:
        leave = [{"first_day": self.day(3), "last_day": self.day(3), "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)
        self.owner.refresh_from_db()
        plan = self.plan_due(2)
        client_of(self.owner).post(f"/call/{plan.pk}/pin/", {"day": self.day(3)})

        told = self.propose()

        self.assertEqual((told["moves"], told["unplaced"]), ([], []))

    def test_calls_without_room_are_named(self) -> None:
        for _ in range(9):
            self.plan_due(0, frequency="DAILY")

        told = self.propose(days=1)

        self.assertEqual(len(told["unplaced"]), 7)

    def test_calls_made_today_have_taken_room(self) -> None:
        first = self.plan_due(0)
        client_of(self.owner).post(f"/call/{first.pk}/record_call/")

        self.assertEqual(self.propose()["days"][0]["room"], 1)

    def test_more_plans_take_no_more_queries(self) -> None:
        for _ in range(3):
            self.plan_due(2)
            with self.assertNumQueries(3):  # what was learnt, the plans, the calls made today
                self.propose()

    def test_a_person_who_never_works_has_no_days(self) -> None:
        leave = [{"first_day": "2000-01-01", "last_day": "2999-01-01", "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)
        self.owner.refresh_from_db()
        self.plan_due(1)

        told = self.propose()

        self.assertEqual((told["days"], told["moves"]), ([], []))

    def test_a_senseless_horizon_is_refused(self) -> None:
        for days in (0, 61, "x"):
            answer = client_of(self.owner).post("/call/plan/", {"days": days})
            self.assertEqual((answer.status_code, list(answer.json())), (400, ["days"]))


class WhoseDiaryTests(DiaryMixin, TestCase):
    def test_a_manager_plans_for_one_of_the_team(self) -> None:
        plan = self.plan_due(-1)

        told = self.propose(self.manager, owner=self.owner.pk)

        self.assertEqual(told["owner"], self.owner.pk)
        self.assertEqual(sum(day["calls_proposed"] for day in told["days"]), 1)
        self.assertEqual(self.stored(plan).version, 1)

    def test_a_teammates_and_a_strangers_diary_do_not_exist(self) -> None:
        for person in (self.teammate, self.outsider):
            for method, path in (("POST", "/call/plan/"), ("GET", "/call/cadences/")):
                with self.subTest(person=person.username, path=path):
                    client = client_of(person)
                    url = f"{path}?owner={self.owner.pk}"
                    answer = (
                        client.get(url)
                        if method == "GET"
                        else client.post(path, {"owner": self.owner.pk})
                    )
                    self.assertEqual((answer.status_code, list(answer.json())), (400, ["owner"]))


class WorkloadTests(DiaryMixin, TestCase):
    def test_over_promise_is_shown_in_hours_with_the_change_that_fits(self) -> None:
        for _ in range(3):
            self.plan_due(1, frequency="DAILY")

        told = self.propose(days=7)["workload"]

        self.assertEqual((told["calls_a_week"], told["room_a_week"]), (21, 14))
        self.assertEqual((told["hours_needed"], told["hours_available"]), (84, 56))
        self.assertEqual(told["sentence"], "84 h of calls a week, 56 h available")
        self.assertTrue(told["over_promised"])
        self.assertEqual([c["suggested_frequency"] for c in told["changes"]], ["WEEKLY", "WEEKLY"])

    def test_the_hours_of_a_week_do_not_hang_on_how_many_days_are_asked_for(
        self,
    ) -> None:
        week = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
        User.objects.filter(pk=self.owner.pk).update(working_week=week)
        self.owner.refresh_from_db()

        for days in (1, 4, 5, 6, 20):
            with self.subTest(days=days):
                told = self.propose(days=days)["workload"]
                self.assertEqual((told["hours_available"], told["room_a_week"]), (40, 10))

    def test_who_makes_no_calls_has_no_hours_for_them(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(call_capacity=0)
        self.owner.refresh_from_db()
        self.plan_due(1)

        told = self.propose()["workload"]

        self.assertEqual((told["hours_available"], told["hours_needed"]), (0, 0.3))
        self.assertTrue(told["over_promised"])

    def test_leave_takes_its_share_of_the_week(self) -> None:
        leave = [{"first_day": self.day(0), "last_day": self.day(6), "note": ""}]
        User.objects.filter(pk=self.owner.pk).update(leave=leave)
        self.owner.refresh_from_db()

        told = self.propose(days=7)["workload"]

        self.assertEqual((told["hours_available"], told["room_a_week"]), (28, 7))

    def test_what_fits_needs_no_change(self) -> None:
        self.plan_due(1)

        told = self.propose()["workload"]

        self.assertEqual((told["over_promised"], told["changes"]), (False, []))


class CadenceTests(DiaryMixin, TestCase):
    def account(self, **forecast: Any) -> CallPlan:
        lead = make_account(ordered_days_ago=5, forecast=forecast, assigned_to=self.owner)
        return create_plan(lead, by=self.owner, frequency="MONTHLY")

    def suggested(self) -> dict[int, dict[str, Any]]:
        rows = client_of(self.owner).get("/call/cadences/").json()
        return {row["plan"]: row for row in rows}

    def test_worth_and_unsteadiness_are_called_more_often_and_the_rest_less(self) -> None:
        big = self.account(expected_revenue=20_000.0, probability_active=0.5)
        small = self.account(expected_revenue=100.0, probability_active=0.95)

        told = self.suggested()

        self.assertEqual(told[big.pk]["suggested_frequency"], "BIWEEKLY")
        self.assertIn("call more often", told[big.pk]["reason"])
        self.assertIn("Worth $20,150 a month", told[big.pk]["reason"])
        self.assertEqual(told[small.pk]["suggested_frequency"], "QUARTERLY")

    def test_nothing_changes_until_it_is_accepted(self) -> None:
        big = self.account(expected_revenue=20_000.0, probability_active=0.5)
        self.account(expected_revenue=100.0, probability_active=0.95)
        frequency = self.suggested()[big.pk]["suggested_frequency"]
        self.assertEqual(self.stored(big).frequency, "MONTHLY")

        url = f"/call/{big.pk}/set_frequency/"
        client_of(self.owner).patch(url, {"frequency": frequency})

        self.assertNotIn(big.pk, self.suggested())

    def test_accounts_alike_are_left_as_they_are(self) -> None:
        self.account(), self.account()

        self.assertEqual(self.suggested(), {})

    def test_an_owner_that_is_no_number_is_refused(self) -> None:
        answer = client_of(self.owner).get("/call/cadences/?owner=x")

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["owner"]))
