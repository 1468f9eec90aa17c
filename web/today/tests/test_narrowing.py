"""Narrowing the day: by chips in the address, for calls to make and calls made alike."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


class NarrowingTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def due(self, name: str, *, owner: User | None = None, **fields: str) -> Lead:
        lead = make_lead(assigned_to=owner or self.owner, name=name, **fields)
        at = timezone.now() - timedelta(days=5)
        create_plan(lead, by=owner or self.owner, frequency="WEEKLY", next_call_date=at)
        return lead

    def shown(self, path: str) -> list[str]:
        groups = self.client.get(path).context["groups"]
        return sorted(call.lead.name for group in groups for call in group.calls)

    def test_filters_in_the_address_narrow_the_day(self) -> None:
        self.due("Best", tier="A", city="Lima")
        self.due("Good", tier="B", city="Lima")
        self.due("Rest", tier="C", city="Oslo")

        self.assertEqual(self.shown("/?tier=A&tier=B"), ["Best", "Good"])
        self.assertEqual(self.shown("/?tier=A&tier=B&city=lima"), ["Best", "Good"])
        self.assertEqual(self.shown("/?city=Oslo"), ["Rest"])
        self.assertEqual(len(self.shown("/?tier=Z&city=")), 3)

    def test_calls_made_are_narrowed_with_those_to_make(self) -> None:
        self.due("Waiting", tier="A")
        for tier in ("A", "B"):
            lead = self.due(f"Called {tier}", tier=tier)
            log_interaction(lead, by=self.owner, interaction_type="CALL", outcome="CONNECTED")
            CallPlan.objects.filter(lead=lead).delete()

        self.assertContains(self.client.get("/?tier=A"), "1 of 2 calls done")

    def test_each_chip_goes_by_itself_and_keeps_the_scope(self) -> None:
        self.client.force_login(self.manager)

        chips = self.client.get("/?scope=mine&tier=A&city=Lima").context["chips"]

        self.assertEqual(
            [(chip.filter.name, chip.without) for chip in chips],
            [("tier", "/?scope=mine&city=Lima"), ("city", "/?scope=mine&tier=A")],
        )

    def test_a_manager_narrows_the_team_to_one_person(self) -> None:
        self.due("Owner's")
        self.due("Teammate's", owner=self.teammate)
        self.client.force_login(self.manager)

        self.assertEqual(self.shown(f"/?owner={self.teammate.pk}"), ["Teammate's"])

    def test_what_is_out_of_reach_stays_out(self) -> None:
        self.due("Teammate's", owner=self.teammate, tier="A")

        self.assertEqual(self.shown(f"/?tier=A&owner={self.teammate.pk}"), [])

    def test_where_nothing_fits_it_says_so(self) -> None:
        self.due("Best", tier="A")

        self.assertContains(self.client.get("/?tier=D"), "No call fits")


class AllDoneTests(CastMixin, TestCase):
    def test_after_the_last_call_the_next_day_s_list_is_shown(self) -> None:
        self.client.force_login(self.owner)
        lead = make_lead(assigned_to=self.owner, name="Called")
        log_interaction(lead, by=self.owner, interaction_type="CALL", outcome="CONNECTED")
        coming = make_lead(assigned_to=self.owner, name="Coming")
        at = timezone.now() + timedelta(days=3)
        create_plan(coming, by=self.owner, frequency="WEEKLY", next_call_date=at)

        answer = self.client.get("/")

        self.assertContains(answer, "All calls are done")
        self.assertEqual(
            [call.plan.lead.name for call in answer.context["next_day"].calls], ["Coming"]
        )
