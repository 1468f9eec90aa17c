"""What counts as overdue still is what Today counts, on a day off, too."""

from datetime import UTC, datetime

from django.test import TestCase

from call_planning.services.coverage import coverage
from call_planning.services.plans import create_plan
from call_planning.services.today import calls_of_today
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (
    datetime(2027, 1, day, 10, tzinfo=UTC) for day in (8, 9, 10, 11, 12)
)


class OverdueTests(CastMixin, TestCase):
    def plan(self, due: datetime, *, tier: str) -> None:
        lead = make_lead(assigned_to=self.owner, tier=tier)
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=due)

    def overdue(self, now: datetime) -> dict[str, int]:
        rows = coverage(self.owner, now=now, days=28)["rows"]
        return {row["tier"]: row["overdue"] for row in rows}

    def test_a_call_due_on_a_day_off_is_overdue_only_after_the_day_it_shows_on(self) -> None:
        self.plan(SATURDAY, tier="B")

        self.assertEqual(self.overdue(SUNDAY), {})
        self.assertEqual(self.overdue(MONDAY), {})
        self.assertEqual(self.overdue(TUESDAY), {"B": 1})

    def test_a_call_of_tier_a_that_showed_before_the_day_off_is_overdue_on_it(self) -> None:
        self.plan(SUNDAY, tier="A")

        self.assertEqual(self.overdue(FRIDAY), {})
        self.assertEqual(self.overdue(MONDAY), {"A": 1})

    def test_it_counts_what_today_counts(self) -> None:
        for due in (FRIDAY, SATURDAY, SUNDAY, MONDAY):
            for tier in ("A", "B"):
                self.plan(due, tier=tier)

        for now in (SATURDAY, SUNDAY, MONDAY, TUESDAY):
            late = [call for call in calls_of_today(self.owner, now=now) if call.days_overdue > 0]
            with self.subTest(now=now):
                self.assertEqual(sum(self.overdue(now).values()), len(late))
