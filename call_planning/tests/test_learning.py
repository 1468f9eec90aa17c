"""The nightly table: what calls did, and how leads went on."""

from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import Learnt, PlanStep
from call_planning.services.learning import learn, rates_for
from interaction_tracking.services.log import log_interaction
from leads.models import Lead, LeadStatusChange
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


class LearningTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.lead = make_lead(assigned_to=self.owner, lead_status="CONVERTED")

    def called(self, *, days_ago: float, chance: float | None = 0.25, segment: str = "due") -> None:
        at = self.now - timedelta(days=days_ago)
        PlanStep.objects.create(
            lead=self.lead, due_at=at, called_at=at, kind="KEPT", segment=segment, chance_7=chance
        )

    def ordered(self, *, days_ago: float) -> None:
        at = self.now - timedelta(days=days_ago)
        log_interaction(self.lead, by=self.owner, interaction_type="ORDER", date=at)

    def moved(self, lead: Lead, old: str, new: str, times: int = 1) -> None:
        for _ in range(times):
            LeadStatusChange.objects.create(
                lead=lead,
                old=old,
                new=new,
                by=self.admin,
                at=self.now,
                duration_seconds=1,
                via="api",
            )

    def uplift(self) -> dict[str, Any]:
        learn(now=self.now)
        return dict(Learnt.objects.filter(kind="UPLIFT").values("key", "value", "count").get())

    def test_it_is_the_orders_within_a_week_beyond_those_foretold(self) -> None:
        self.called(days_ago=30)
        self.called(days_ago=20)
        self.ordered(days_ago=28)

        self.assertEqual(self.uplift(), {"key": "due", "value": (1 - 0.5) / 202, "count": 2})

    def test_an_order_a_week_later_is_none_of_the_calls(self) -> None:
        self.called(days_ago=30)
        self.ordered(days_ago=22.9)

        self.assertEqual(self.uplift()["value"], -0.25 / 201)

    def test_a_call_whose_week_is_not_over_waits(self) -> None:
        self.called(days_ago=30)
        self.called(days_ago=3)

        self.assertEqual(self.uplift()["count"], 1)

    def test_a_call_nothing_was_foretold_of_teaches_nothing(self) -> None:
        self.called(days_ago=30, chance=None, segment="")

        learn(now=self.now)

        self.assertFalse(Learnt.objects.filter(kind="UPLIFT").exists())

    def test_the_table_is_written_anew(self) -> None:
        self.called(days_ago=30)
        learn(now=self.now)
        before = Learnt.objects.count()

        learn(now=self.now)

        self.assertEqual(Learnt.objects.count(), before)

    def test_a_person_is_shrunk_to_the_team_and_the_team_to_the_house(self) -> None:
        stranger = User.objects.create(username="stranger", team=self.outsider.team)
        theirs = make_lead(assigned_to=stranger)
        self.moved(self.lead, "NEGOTIATING", "CONVERTED", 30)
        self.moved(make_lead(assigned_to=self.teammate), "NEGOTIATING", "LOST", 5)
        self.moved(theirs, "NEGOTIATING", "LOST", 30)

        learn(now=self.now)

        chances = {
            owner: Learnt.objects.get(kind="WIN", owner=owner, key="NEGOTIATING").value
            for owner in (self.owner, self.teammate, stranger)
        }
        house = Learnt.objects.get(kind="WIN", owner=None, key="NEGOTIATING").value
        self.assertGreater(chances[self.owner], chances[self.teammate])
        self.assertGreater(chances[self.teammate], house)
        self.assertGreater(house, chances[stranger])

    def test_who_has_no_history_takes_that_of_the_house(self) -> None:
        self.moved(self.lead, "NEGOTIATING", "CONVERTED", 30)
        learn(now=self.now)

        rates = rates_for([self.teammate.pk])

        house = Learnt.objects.get(kind="WIN", owner=None, key="NEGOTIATING").value
        chance = rates.chance(self.teammate.pk, "NEGOTIATING", otherwise=0.6)
        self.assertEqual(chance.value, house)

    def test_without_history_there_is_the_table_of_the_pipeline(self) -> None:
        learn(now=self.now)

        self.assertEqual(rates_for([]).chance(None, "NEW", otherwise=0.1).value, 0.1)
