"""The morning: who is shown, in which group, and how many queries that takes."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


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

    def test_more_calls_cost_no_more_queries(self) -> None:
        self.due("First", days=5)
        self.client.get("/")
        for number in range(3):
            self.due(f"More {number}", days=5)
            # session, user, people's calendars, what was learnt, plans, leads, contacts, orders,
            # calls made, recent interactions, last order, contacts of the form, the sidebar's count
            with self.assertNumQueries(13):
                self.client.get("/")
