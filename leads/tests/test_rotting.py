"""A stage rots when nobody did anything about it for its limit and no call is planned soon."""

from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from leads.models import Lead
from leads.rules.rot import is_rotting, rots_at
from leads.rules.status import LeadStatus
from leads.services.pipeline import change_lead_status
from leads.services.touch import set_sums
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


class RotRulesTests(SimpleTestCase):
    def test_a_new_lead_rots_after_a_week(self) -> None:
        self.assertEqual(rots_at(LeadStatus.NEW, NOW), NOW + WEEK)

    def test_a_won_account_does_not_rot(self) -> None:
        self.assertIsNone(rots_at(LeadStatus.CONVERTED, NOW))

    def test_a_call_planned_soon_keeps_it_fresh(self) -> None:
        self.assertFalse(is_rotting(NOW - WEEK, next_call=NOW + WEEK, now=NOW))

    def test_a_call_far_away_does_not(self) -> None:
        self.assertTrue(is_rotting(NOW - WEEK, next_call=NOW + 2 * WEEK, now=NOW))


class RottingLeadsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner, name="Old")
        make_lead(assigned_to=self.owner, name="Fresh")
        self.age(days=8)

    def age(self, days: int) -> None:
        then = timezone.now() - timedelta(days=days)
        Lead.objects.filter(pk=self.lead.pk).update(status_changed_at=then)
        Lead.objects.filter(pk=self.lead.pk).settle_rot()
        self.lead.refresh_from_db()

    def rotting(self, wanted: str = "true") -> list[str]:
        rows = client_of(self.owner).get(f"/lead/restaurants/?rotting={wanted}").json()
        return [row["name"] for row in rows]

    def test_the_filter_finds_what_nobody_touched(self) -> None:
        self.assertEqual(self.rotting(), ["Old"])

    def test_the_filter_turns_round(self) -> None:
        self.assertEqual(self.rotting("false"), ["Fresh"])

    def test_an_activity_freshens_it(self) -> None:
        at = timezone.now() - timedelta(days=1)
        set_sums(self.lead.pk, last_activity_at=at)

        self.lead.refresh_from_db()
        self.assertEqual(self.lead.rots_at, at + WEEK)

    def test_a_move_freshens_it_for_the_next_stage(self) -> None:
        change_lead_status(self.lead, to=LeadStatus.CONTACTED, by=self.owner)

        self.assertEqual(self.lead.rots_at, self.lead.status_changed_at + 2 * WEEK)

    def test_a_planned_call_takes_it_off_the_list(self) -> None:
        set_sums(self.lead.pk, next_call_date=timezone.now() + timedelta(days=2))

        self.assertEqual(self.rotting(), [])
