"""Leads change hands with a note, and come back."""

import json

from django.test import TestCase

from call_planning.services.plans import create_plan
from interaction_tracking.models import Interaction
from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


class TeamTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.manager)
        self.rome = make_lead(assigned_to=self.owner, city="Rome")
        self.porto = make_lead(assigned_to=self.owner, city="Porto")

    def hand_over(self, **data: str) -> str:
        path = f"/team/{self.owner.pk}/hand-over/"
        answer = self.client.post(path, {"to": str(self.teammate.pk), **data})
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def owners(self) -> list[str]:
        return list(Lead.objects.order_by("pk").values_list("assigned_to__username", flat=True))

    def test_all_of_them_change_hands(self) -> None:
        self.hand_over()

        self.assertEqual(self.owners(), ["teammate", "teammate"])

    def test_some_of_them_by_city_with_a_note_on_each(self) -> None:
        self.hand_over(city="rome", note="Chef prefers mornings")

        self.assertEqual(self.owners(), ["teammate", "owner"])
        self.assertEqual(Interaction.objects.get().lead, self.rome)

    def test_they_come_back(self) -> None:
        token = self.hand_over()

        self.client.post("/undo/", {"token": token})

        self.assertEqual(self.owners(), ["owner", "owner"])

    def test_the_notes_go_when_they_come_back(self) -> None:
        token = self.hand_over(note="Chef prefers mornings")

        self.client.post("/undo/", {"token": token})

        self.assertEqual(self.owners(), ["owner", "owner"])
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_what_was_changed_since_stays_with_whom_it_went_to(self) -> None:
        token = self.hand_over()
        update_lead(Lead.objects.get(pk=self.rome.pk), by=self.manager, tier="A")

        self.client.post("/undo/", {"token": token})

        self.assertEqual(self.owners(), ["teammate", "owner"])

    def test_the_page_leads_to_those_nobody_carries(self) -> None:
        lost = make_lead(name="Nobody's")
        Lead.objects.filter(pk=lost.pk).update(assigned_to=None)

        page = self.client.get("/team/")

        self.assertContains(page, "/leads/?owner=nobody")
        self.assertContains(self.client.get("/leads/?owner=nobody"), "Nobody&#x27;s")

    def test_more_people_and_leads_cost_no_more_queries(self) -> None:
        self.client.get("/team/")
        for number in range(3):
            one = User.objects.create(username=f"new{number}", team=self.manager.team)
            create_plan(make_lead(assigned_to=one), by=self.manager, frequency="DAILY")
            # session, user, unassigned, team (4), overdue, at risk, coverage (2), people,
            # sidebar count
            with self.assertNumQueries(13):
                self.client.get("/team/")

    def test_nobody_out_of_reach_can_be_given_anything(self) -> None:
        path = f"/team/{self.owner.pk}/hand-over/"
        answer = self.client.post(path, {"to": str(self.outsider.pk)})

        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self.owners(), ["owner", "owner"])

    def test_the_page_counts_what_each_carries(self) -> None:
        found = self.client.get("/team/").context["members"]

        carried = {member.user.username: member.row["leads"] for member in found}
        self.assertEqual(carried, {"manager": 0, "owner": 2, "teammate": 0})
