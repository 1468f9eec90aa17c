"""What must hold when many come at once; PostgreSQL, for SQLite lets one in at a time."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from unittest import skipUnless

from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone
from rest_framework.test import APIClient

from call_planning.services.plans import create_plan
from call_planning.tests.diaries import ALWAYS
from kernel.errors import Conflict
from leads.models import Lead
from leads.rules.status import PIPELINE, LeadStatus
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
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
