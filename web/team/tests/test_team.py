"""Leads change hands with a note, and come back."""

import json
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from call_planning.services.today import calls_of_today
from interaction_tracking.models import Interaction
from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.team.board import members


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

    def test_as_many_are_overdue_as_their_own_today_says(self) -> None:
        now = timezone.now()
        create_plan(
            self.rome, by=self.owner, frequency="WEEKLY", next_call_date=now - timedelta(days=9)
        )
        away = [str((now + timedelta(days=days)).date()) for days in (-20, 20)]
        for leave, count in (([], 1), ([{"first_day": away[0], "last_day": away[1]}], 0)):
            User.objects.filter(pk=self.owner.pk).update(leave=leave)
            owner = User.objects.get(pk=self.owner.pk)
            with self.subTest(count=count):
                row = next(one for one in members(self.manager, now=now) if one.user == owner)
                late = [one for one in calls_of_today(owner, now=now) if one.days_overdue > 0]

                self.assertEqual((row.overdue, len(late)), (count, count))

    def test_calls_of_all_days_and_tiers_are_counted_as_today_counts_them(self) -> None:
        now = timezone.now()
        for days in range(12):
            for tier, levelled in (("A", None), ("B", None), ("B", 0), ("C", -1), ("B", 1)):
                lead = make_lead(assigned_to=self.owner, tier=tier)
                due = now - timedelta(days=days)
                plan = create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=due)
                day = None if levelled is None else now.date() + timedelta(days=levelled)
                CallPlan.objects.filter(pk=plan.pk).update(planned_on=day)

        row = next(one for one in members(self.manager, now=now) if one.user == self.owner)
        late = [one for one in calls_of_today(self.owner, now=now) if one.days_overdue > 0]

        self.assertEqual(row.overdue, len(late))
        self.assertGreater(row.overdue, 20)

    def test_more_people_and_leads_cost_no_more_queries(self) -> None:
        self.client.get("/team/")
        for number in range(3):
            one = User.objects.create(username=f"new{number}", team=self.manager.team)
            create_plan(make_lead(assigned_to=one), by=self.manager, frequency="DAILY")
            # session, user, unassigned, team (4), overdue (3), at risk, steps, people,
            # sidebar count
            with self.assertNumQueries(14):
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
