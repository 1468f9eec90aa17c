"""What must hold when many come at once; PostgreSQL, for SQLite lets one in at a time."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from unittest import skipUnless

from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone
from rest_framework.test import APIClient

from call_planning.models import CallPlan, PlanStep
from call_planning.services.plans import create_plan, record_call, update_plan
from call_planning.tests.diaries import ALWAYS
from interaction_tracking.models import Interaction
from interaction_tracking.services.handing_over import hand_over_leads
from interaction_tracking.services.log import log_interaction, update_interaction
from kernel.errors import Conflict
from leads.models import Lead
from leads.rules.status import PIPELINE, LeadStatus
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from performance_tracking.models import AccountRhythm
from performance_tracking.services.rhythms import refresh_rhythms
from tests.races import at_once
from users.models import User
from users.services.tokens import start_session


@skipUnless(connection.vendor == "postgresql", "races show on PostgreSQL")
class RaceTests(TransactionTestCase):
    def setUp(self) -> None:
        self.admin = User.objects.create_superuser("admin", password="password")
        self.pair = start_session(self.admin)

    def client_in(self) -> APIClient:
        return APIClient(HTTP_AUTHORIZATION=f"Bearer {self.pair['access']}")

    def test_fifty_movers_have_one_winner_a_step_and_leave_no_gap(self) -> None:
        lead = make_lead(assigned_to=self.admin)
        for step in range(1, 4):
            seen = Lead.objects.get(pk=lead.pk)
            to = LeadStatus(PIPELINE[step])

            def move(number: int, seen: Lead = seen, to: LeadStatus = to) -> bool:
                mine = Lead.objects.get(pk=seen.pk)
                mine.lead_status, mine.status_changed_at = seen.lead_status, seen.status_changed_at
                try:
                    change_lead_status(mine, to=to, by=self.admin)
                except Conflict:
                    return False
                return True

            self.assertEqual(sum(at_once(50, move)), 1)

        steps = list(lead.status_changes.order_by("pk").values_list("old", "new"))
        self.assertEqual(steps, list(pairwise(PIPELINE[:4])))

    def test_two_who_accept_the_same_days_at_once_both_find_them_done(self) -> None:
        User.objects.filter(pk=self.admin.pk).update(working_week=ALWAYS)
        self.admin.refresh_from_db()
        due = timezone.now() + timedelta(days=4)
        plans = [
            create_plan(
                make_lead(assigned_to=self.admin),
                by=self.admin,
                frequency="WEEKLY",
                next_call_date=due,
            )
            for _ in range(20)
        ]
        day = due.date() + timedelta(days=1)
        moves = [{"plan": plan.pk, "day": f"{day}", "version": plan.version} for plan in plans]

        def accept(number: int) -> dict[str, list[int]]:
            answer = self.client_in().post("/call/plan/accept/", {"moves": moves})
            told: dict[str, list[int]] = answer.json()
            return told

        answers = at_once(4, accept)

        self.assertEqual([told["stale"] for told in answers], [[]] * 4)
        self.assertEqual(sorted(len(told["accepted"]) for told in answers), [0, 0, 0, 20])

    def test_twenty_equal_posts_with_one_key_make_one_row(self) -> None:
        def post(number: int) -> tuple[int, int]:
            answer = self.client_in().post(
                "/lead/restaurants/", {"name": "Once"}, headers={"Idempotency-Key": "k-1"}
            )
            return answer.status_code, answer.json()["id"]

        answers = at_once(20, post)

        self.assertEqual(len(set(answers)), 1)
        self.assertEqual(answers[0][0], 201)
        self.assertEqual(Lead.objects.count(), 1)

    def test_of_eight_refreshes_of_one_token_one_succeeds(self) -> None:
        def refresh(number: int) -> int:
            body = {"refresh": self.pair["refresh"]}
            return APIClient().post("/api/token/refresh/", body).status_code

        self.assertEqual(Counter(at_once(8, refresh)), {200: 1, 401: 7})

    def test_of_sixty_wrong_passwords_exactly_the_limit_gets_through(self) -> None:
        def guess(number: int) -> int:
            body = {"username": "admin", "password": f"wrong-{number}"}
            return APIClient().post("/api/token/", body).status_code

        self.assertEqual(Counter(at_once(60, guess)), {401: 10, 429: 50})


@skipUnless(connection.vendor == "postgresql", "races show on PostgreSQL")
class OneOrderOfLocksTests(TransactionTestCase):
    """Whoever writes below leads holds these first: nobody is the victim of a deadlock."""

    def setUp(self) -> None:
        self.boss = User.objects.create_superuser("boss", password="password")
        self.leads = [make_lead(assigned_to=self.boss, lead_status="CONVERTED") for _ in range(10)]
        for lead in self.leads:
            create_plan(lead, by=self.boss, frequency="WEEKLY")

    def plan_of(self, lead: Lead) -> CallPlan:
        return CallPlan.objects.select_related("lead").get(lead=lead)

    def log(self, lead: Lead) -> None:
        log_interaction(lead, by=self.boss, interaction_type="CALL")

    def check_sums(self) -> None:
        for lead in Lead.objects.filter(pk__in=[lead.pk for lead in self.leads]):
            newest = Interaction.objects.filter(lead=lead).order_by("-date").first()
            assert newest is not None
            self.assertEqual(lead.last_activity_at, newest.date)
            self.assertEqual(lead.next_call_date, self.plan_of(lead).due_at)

    def test_calls_recorded_by_plan_and_by_lead_wait_for_each_other(self) -> None:
        def work(number: int) -> None:
            for lead in self.leads:
                if number % 3 == 0:
                    self.log(lead)
                elif number % 3 == 1:
                    record_call(self.plan_of(lead), by=self.boss)
                else:
                    update_plan(self.plan_of(lead), by=self.boss, notes=f"{number}")

        at_once(6, work)

        self.check_sums()
        self.assertEqual(Interaction.objects.count(), 4 * len(self.leads))

    def test_leads_handed_over_from_both_ends_while_calls_are_logged_go_over_once(self) -> None:
        heir = User.objects.create(username="heir")
        ids = [lead.pk for lead in self.leads]

        def work(number: int) -> None:
            if number < 2:
                order = ids[:: 1 - 2 * number]
                hand_over_leads(order, by=self.boss, to=heir.pk, note="Yours now")
            else:
                for lead in self.leads[:: 1 - 2 * (number % 2)]:
                    self.log(lead)

        at_once(4, work)

        self.check_sums()
        self.assertEqual(Lead.objects.filter(assigned_to=heir).count(), len(ids))
        self.assertEqual(Interaction.objects.filter(interaction_type="NOTE").count(), len(ids))

    def test_statistics_refreshed_while_orders_come_are_those_of_all_orders(self) -> None:
        def work(number: int) -> None:
            for lead in self.leads[:4]:
                if number % 2:
                    refresh_rhythms([lead.pk])
                else:
                    log_interaction(lead, by=self.boss, interaction_type="ORDER")

        for _ in range(4):
            at_once(6, work)

        rhythms = AccountRhythm.objects.values_list("orders", "lead__last_order_at")
        newest = AccountRhythm.objects.values_list("orders", "last_order_at")
        self.assertEqual([orders for orders, _ in rhythms], [12] * 4)
        self.assertEqual(sorted(newest), sorted(rhythms))

    def test_a_call_moved_by_two_at_once_leaves_no_step_where_it_no_longer_is(self) -> None:
        calls = [
            log_interaction(lead, by=self.boss, interaction_type="CALL") for lead in self.leads
        ]
        now = timezone.now()

        def work(number: int) -> None:
            for call in calls:
                mine = Interaction.objects.select_related("lead").get(pk=call.pk)
                date = now - timedelta(hours=number + 1)
                update_interaction(mine, by=self.boss, date=date)

        at_once(3, work)

        there = set(Interaction.objects.values_list("lead", "date"))
        kept = set(PlanStep.objects.counted().values_list("lead", "called_at"))
        self.assertEqual(kept, there)
