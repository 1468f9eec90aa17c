"""The count beside Today is that of Today, on a day off, too."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from call_planning.services.today import calls_of_today, own_calls_waiting
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

FRIDAY, SATURDAY, MONDAY = (datetime(2027, 1, day, 10, tzinfo=UTC) for day in (8, 9, 11))


class WaitingTests(CastMixin, TestCase):
    def plan(self, due: datetime, *, tier: str = "", planned_on: date | None = None) -> None:
        lead = make_lead(assigned_to=self.owner, tier=tier)
        made = create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=due)
        CallPlan.objects.filter(pk=made.pk).update(planned_on=planned_on)

    def check(self, now: datetime, expected: int) -> None:
        today: Any = calls_of_today(self.owner, now=now)
        asked = [call for call in today if (call.plan["planned_on"] or now.date()) <= now.date()]

        self.assertEqual(own_calls_waiting(self.owner, now=now), expected)
        self.assertEqual(len(asked), expected)

    def test_a_call_due_on_a_day_off_waits_on_the_working_day_before_or_after(self) -> None:
        self.plan(SATURDAY, tier="A")
        self.plan(SATURDAY, tier="C")

        self.check(FRIDAY, 1)
        self.check(SATURDAY, 1)
        self.check(MONDAY, 2)

    def test_a_call_that_was_given_a_day_waits_from_that_day(self) -> None:
        self.plan(MONDAY + timedelta(days=9), planned_on=MONDAY.date())
        self.plan(FRIDAY, planned_on=MONDAY.date())

        self.check(SATURDAY, 0)
        self.check(MONDAY, 2)

    def test_the_kept_query_finds_what_a_narrowed_one_finds_whoever_asks(self) -> None:
        self.plan(FRIDAY)
        everybody = {"lead__isnull": False}
        for viewer in (self.owner, self.teammate, self.manager, self.outsider, self.admin):
            for _again in range(2):
                self.assertEqual(
                    calls_of_today(viewer, now=FRIDAY),
                    calls_of_today(viewer, now=FRIDAY, **everybody),
                )

    def test_more_plans_cost_no_more_queries(self) -> None:
        for _ in range(5):
            self.plan(FRIDAY)

        with self.assertNumQueries(1):
            self.assertEqual(own_calls_waiting(self.owner, now=FRIDAY), 5)
