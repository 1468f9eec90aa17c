"""The morning: who is shown, in which group, and how many queries that takes."""

from datetime import time, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from call_planning.tests.forecasts import make_account
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.rules import DAYS
from users.tests.cast import CastMixin
from web.words import short_day


class TodayTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def due(self, name: str, *, days: int = 0, owner: User | None = None) -> Lead:
        owner = owner or self.owner
        lead = make_lead(assigned_to=owner, name=name)
        at = timezone.now() - timedelta(days=days)
        create_plan(lead, by=owner, frequency="WEEKLY", next_call_date=at)
        return lead

    def groups(self, path: str = "/") -> dict[str, list[str]]:
        groups = self.client.get(path).context["groups"]
        return {group.name: [call.lead.name for call in group.calls] for group in groups}

    def test_a_missed_call_stands_under_overdue(self) -> None:
        self.due("Late", days=5)

        self.assertEqual(self.groups()["overdue"], ["Late"])

    def test_a_manager_sees_the_team_and_can_look_at_their_own(self) -> None:
        self.due("Team's", days=5)
        self.client.force_login(self.manager)

        self.assertEqual(self.groups()["overdue"], ["Team's"])
        self.assertEqual(self.groups("/?scope=mine"), {})

    def test_a_call_that_was_made_stands_under_done(self) -> None:
        lead = self.due("Called", days=5)
        log_interaction(lead, by=self.owner, interaction_type="CALL", outcome="CONNECTED")

        answer = self.client.get("/")

        self.assertEqual([call.lead.name for call in answer.context["made"]], ["Called"])
        self.assertEqual(answer.context["groups"], [])

    def test_the_board_alone_is_sent_to_who_asks_for_it(self) -> None:
        answer = self.client.get("/", headers={"HX-Request": "true", "HX-Target": "board"})

        self.assertTrue(answer.content.strip().startswith(b'<div id="board"'))

    def test_a_missed_call_given_a_day_to_come_asks_for_nothing_today(self) -> None:
        lead = self.due("Given", days=5)
        day = timezone.now().date() + timedelta(days=3)
        CallPlan.objects.filter(lead=lead).update(planned_on=day)

        self.assertEqual(self.groups(), {"another": ["Given"]})
        self.assertContains(self.client.get("/"), "0 of 0 calls done")

    def test_the_time_left_is_that_of_the_calls_still_to_be_made(self) -> None:
        every_day = {day: ["09:00", "17:00"] for day in DAYS}
        User.objects.filter(pk=self.owner.pk).update(call_capacity=16, working_week=every_day)
        for number in range(3):
            self.due(f"Due {number}", days=1)

        self.assertContains(self.client.get("/"), "about 1 h 30 left")

    def test_the_reason_for_a_call_follows_the_order_that_is_missing(self) -> None:
        for ago, name in ((30, "Overdue order"), (10, "Order expected"), (2, "First call")):
            with self.subTest(name):
                self.account(ordered_days_ago=ago)
                call = self.client.get("/").context["first"]
                self.assertEqual(str(call.tag.text), name)
                Lead.objects.all().delete()

    def account(self, *, ordered_days_ago: float, **fields: Any) -> Lead:
        lead = make_account(
            ordered_days_ago=ordered_days_ago, forecast={}, assigned_to=self.owner, **fields
        )
        due = timezone.now() - timedelta(days=1)
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=due)
        return lead

    def test_why_names_every_term_and_what_of_it_is_an_estimate(self) -> None:
        lead = self.account(ordered_days_ago=30)

        answer = self.client.get(f"/plans/{lead.call_plan.pk}/why/")

        told = answer.context["told"]
        self.assertEqual(len(answer.context["lines"]), len(told["terms"]))
        self.assertEqual(sum(line.points for line in answer.context["lines"]), told["priority"])
        self.assertContains(answer, "Estimate")
        self.assertContains(answer, "no call has borne it out yet")

    def test_the_panel_shows_the_terms_and_the_last_useful_moment(self) -> None:
        self.account(ordered_days_ago=30, delivery_days=list(DAYS), order_cutoff=time(14))

        answer = self.client.get("/")

        self.assertContains(answer, "Value at stake")
        self.assertRegex(answer.content.decode(), r"Call before .*14:00 UTC for ")

    def test_the_panel_says_when_the_next_call_is_by_the_plan(self) -> None:
        self.due("Weekly", days=1)

        day = short_day(timezone.now() + timedelta(days=7), "UTC")
        self.assertContains(self.client.get("/"), f"Left empty: {day}, by the plan (weekly).")

    def test_more_calls_cost_no_more_queries(self) -> None:
        self.due("First", days=5)
        self.client.get("/")
        for number in range(3):
            self.due(f"More {number}", days=5)
            # session, user, what was learnt, plans, leads, contacts, orders,
            # calls made, recent interactions, last order
            with self.assertNumQueries(10):
                self.client.get("/")
