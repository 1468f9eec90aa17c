"""One write path: a call logged anywhere moves the plan, as record_call does."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan, PlanStep
from call_planning.services.plans import create_plan, delete_plan, record_call, update_plan
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import (
    delete_interaction,
    log_interaction,
    restore_interaction,
    update_interaction,
)
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin, client_of

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


class CallsAndPlansTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.plan = create_plan(self.lead, by=self.owner, frequency="DAILY")

    def call(self, **fields: Any) -> Interaction:
        values: dict[str, Any] = {"interaction_type": "CALL", "date": MONDAY, **fields}
        return log_interaction(self.lead, by=self.owner, **values)

    def now(self) -> CallPlan:
        return CallPlan.objects.get(pk=self.plan.pk)

    def test_a_logged_call_moves_the_plan(self) -> None:
        self.call()

        self.assertEqual((self.now().last_called, self.now().next_call_date), (MONDAY, TUESDAY))

    def test_a_note_leaves_a_call_where_somebody_moved_it(self) -> None:
        self.call()
        moved = MONDAY + timedelta(days=9)
        update_plan(self.now(), by=self.owner, next_call_date=moved)

        update_plan(self.now(), by=self.owner, notes="Ask for Jo")

        self.assertEqual(self.now().next_call_date, moved)

    def test_a_recorded_call_is_an_interaction(self) -> None:
        record_call(self.plan, by=self.owner, last_called=MONDAY, details="Spoke to Jo")

        call = Interaction.objects.get()
        self.assertEqual(
            (call.date, call.outcome, call.details), (MONDAY, "CONNECTED", "Spoke to Jo")
        )

    def test_an_older_call_leaves_the_plan_as_it_is(self) -> None:
        self.call()
        self.call(date=MONDAY - timedelta(days=3))

        self.assertEqual(self.now().last_called, MONDAY)

    def test_no_answer_is_an_attempt_and_the_plan_stays_due(self) -> None:
        due = self.now().next_call_date

        self.call(outcome="NO_ANSWER")

        plan = self.now()
        self.assertEqual((plan.next_call_date, plan.last_called, plan.attempts), (due, None, 1))
        self.assertEqual(plan.retry_at, MONDAY + timedelta(hours=3))

    def test_a_promised_call_back_is_when_the_plan_is_due(self) -> None:
        promised = TUESDAY + timedelta(hours=2)

        self.call(outcome="CALL_BACK", follow_up_at=promised)

        self.assertEqual(self.now().due_at, promised)

    def test_an_e_mail_moves_nothing(self) -> None:
        self.call(interaction_type="EMAIL")

        self.assertIsNone(self.now().last_called)

    def test_a_deleted_call_is_as_if_it_had_not_been(self) -> None:
        self.call()
        later = self.call(date=TUESDAY)

        delete_interaction(later, by=self.owner)
        self.assertEqual((self.now().last_called, self.now().next_call_date), (MONDAY, TUESDAY))

        later.refresh_from_db()
        restore_interaction(later, by=self.owner)
        self.assertEqual(self.now().last_called, TUESDAY)

    def test_without_its_only_call_a_plan_is_due_when_it_was_first(self) -> None:
        first = self.now().next_call_date
        call = self.call()

        delete_interaction(call, by=self.owner)

        self.assertEqual((self.now().last_called, self.now().next_call_date), (None, first))

    def test_a_call_from_before_there_was_a_plan_never_moves_it(self) -> None:
        delete_plan(self.plan, by=self.owner)
        old = self.call()
        self.plan = create_plan(self.lead, by=self.owner, frequency="DAILY")

        update_interaction(old, by=self.owner, details="A typo mended")

        self.assertIsNone(self.now().last_called)

    def test_a_promise_goes_with_the_call_that_made_it(self) -> None:
        call = self.call(outcome="CALL_BACK", follow_up_at=TUESDAY)

        delete_interaction(call, by=self.owner)

        self.assertEqual((self.now().promised_at, self.now().attempts), (None, 0))

    def test_a_note_from_before_leaves_the_version_of_the_lead_as_it_is(self) -> None:
        self.call(interaction_type="NOTE")
        before = Lead.objects.get(pk=self.lead.pk).version

        self.call(interaction_type="NOTE", date=MONDAY - timedelta(days=1))

        self.assertEqual(Lead.objects.get(pk=self.lead.pk).version, before)

    def test_a_call_found_out_to_be_unanswered_moves_the_plan_back(self) -> None:
        self.call()
        later = self.call(date=TUESDAY)

        update_interaction(later, by=self.owner, outcome="NO_ANSWER")

        self.assertEqual(self.now().last_called, MONDAY)

    def test_months_clamp_and_come_back_to_their_day(self) -> None:
        self.plan = record_call(
            client_plan(self.plan, "MONTHLY"),
            by=self.owner,
            last_called=datetime(2026, 1, 31, 10, tzinfo=UTC),
        )
        self.assertEqual(self.now().next_call_date, datetime(2026, 2, 28, 10, tzinfo=UTC))

        record_call(self.plan, by=self.owner, last_called=datetime(2026, 2, 28, 10, tzinfo=UTC))
        self.assertEqual(self.now().next_call_date, datetime(2026, 3, 31, 10, tzinfo=UTC))

    def test_the_clock_time_is_kept_over_daylight_saving(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(timezone="Europe/London")

        record_call(self.plan, by=self.owner, last_called=datetime(2026, 3, 28, 9, tzinfo=UTC))

        self.assertEqual(self.now().next_call_date, datetime(2026, 3, 29, 8, tzinfo=UTC))

    def test_the_lead_knows_its_last_contact_and_next_call(self) -> None:
        self.call()

        lead = Lead.objects.get(pk=self.lead.pk)
        self.assertEqual((lead.last_contacted_at, lead.next_call_date), (MONDAY, TUESDAY))

    def test_the_step_is_kept_for_coverage(self) -> None:
        self.call()
        self.call(date=TUESDAY + timedelta(days=3))

        kinds = list(PlanStep.objects.order_by("pk").values_list("kind", flat=True))
        self.assertEqual(kinds, ["KEPT", "LATE"])

    def test_a_deleted_call_is_not_kept_until_it_is_restored(self) -> None:
        self.call()
        late = self.call(date=TUESDAY + timedelta(days=3))

        delete_interaction(late, by=self.owner)
        self.assertEqual(self.counted(), ["KEPT"])

        late.refresh_from_db()
        restore_interaction(late, by=self.owner)
        self.assertEqual(self.counted(), ["KEPT", "LATE"])

    def test_one_of_two_calls_of_the_same_moment_keeps_the_step(self) -> None:
        first, _second = self.call(), self.call()

        delete_interaction(first, by=self.owner)

        self.assertEqual(self.counted(), ["KEPT"])

    def test_a_call_moved_to_another_day_takes_its_step_along(self) -> None:
        self.call()
        late = self.call(date=TUESDAY + timedelta(days=3))

        update_interaction(late, by=self.owner, date=TUESDAY)
        self.assertEqual(self.counted(), ["KEPT", "KEPT"])
        self.assertEqual(self.moments(), [MONDAY, TUESDAY])

        update_interaction(late, by=self.owner, date=TUESDAY + timedelta(days=2))
        self.assertEqual(self.counted(), ["KEPT", "LATE"])
        self.assertEqual(self.moments(), [MONDAY, TUESDAY + timedelta(days=2)])

    def test_a_call_moved_by_minutes_keeps_what_was_foretold(self) -> None:
        call = self.call()
        PlanStep.objects.update(segment="due", chance_7=0.4)

        update_interaction(call, by=self.owner, date=MONDAY + timedelta(minutes=9))

        step = PlanStep.objects.get()
        self.assertEqual((step.segment, step.chance_7), ("due", 0.4))

    def test_of_two_calls_of_the_same_moment_the_one_that_moves_leaves_the_step(self) -> None:
        first, _second = self.call(), self.call()

        update_interaction(first, by=self.owner, date=MONDAY - timedelta(days=1))

        self.assertEqual(self.moments(), [MONDAY])

    def test_what_turns_out_to_have_been_no_call_is_not_kept_until_it_is_one_again(self) -> None:
        call = self.call()

        update_interaction(call, by=self.owner, interaction_type="NOTE")
        self.assertEqual(self.counted(), [])

        update_interaction(call, by=self.owner, interaction_type="CALL")
        self.assertEqual(self.counted(), ["KEPT"])

    def test_an_attempt_found_out_to_have_been_contact_is_a_due_call_kept(self) -> None:
        self.call()
        attempt = self.call(date=TUESDAY, outcome="NO_ANSWER")

        update_interaction(attempt, by=self.owner, outcome="CONNECTED")

        self.assertEqual(self.counted(), ["KEPT", "KEPT"])
        self.assertEqual(PlanStep.objects.latest("pk").due_at, TUESDAY)

    def test_a_call_from_before_there_was_a_plan_is_no_due_call_of_it(self) -> None:
        delete_plan(self.plan, by=self.owner)
        attempt = self.call(outcome="NO_ANSWER")
        self.plan = create_plan(self.lead, by=self.owner, frequency="DAILY")

        update_interaction(attempt, by=self.owner, outcome="CONNECTED")

        self.assertEqual(self.counted(), [])

    def moments(self) -> list[datetime]:
        steps = PlanStep.objects.counted().order_by("called_at")
        return list(steps.values_list("called_at", flat=True))

    def counted(self) -> list[str]:
        steps = PlanStep.objects.counted().order_by("pk")
        return list(steps.values_list("kind", flat=True))


def client_plan(plan: CallPlan, frequency: str) -> CallPlan:
    plan.frequency = frequency
    plan.save(update_fields=["frequency"])
    return plan


class TodayTests(CastMixin, TestCase):
    def plan_due(self, due: datetime, **lead: Any) -> int:
        row = make_lead(**{"assigned_to": self.owner} | lead)
        plan = create_plan(row, by=self.owner, frequency="WEEKLY", next_call_date=due)
        return plan.pk

    def today(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = client_of(self.owner).get("/call/today/").json()
        return rows

    def setUp(self) -> None:
        every_day = {
            day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        }
        User.objects.filter(pk=self.owner.pk).update(working_week=every_day)
        self.owner.refresh_from_db()
        self.moment = timezone.now()

    def test_a_missed_call_never_vanishes_and_ranks_first(self) -> None:
        fresh = self.plan_due(self.moment)
        missed = self.plan_due(self.moment - timedelta(days=40))

        rows = self.today()

        self.assertEqual([row["id"] for row in rows], [missed, fresh])
        self.assertEqual(rows[0]["days_overdue"], 40)
        self.assertGreater(rows[0]["priority"], rows[1]["priority"])

    def test_what_is_due_later_does_not_show(self) -> None:
        self.plan_due(self.moment + timedelta(days=2))

        self.assertEqual(self.today(), [])

    def test_a_lost_lead_is_not_called(self) -> None:
        self.plan_due(self.moment, lead_status="LOST")

        self.assertEqual(self.today(), [])

    def test_a_snoozed_and_a_paused_plan_do_not_show(self) -> None:
        snoozed, paused = self.plan_due(self.moment), self.plan_due(self.moment)
        client = client_of(self.owner)
        until = (self.moment + timedelta(days=3)).isoformat()
        client.post(f"/call/{snoozed}/snooze/", {"until": until, "reason": "Holiday"})
        client.post(f"/call/{paused}/pause/")

        self.assertEqual(self.today(), [])

    def test_the_terms_add_up_to_the_priority(self) -> None:
        plan = self.plan_due(self.moment - timedelta(days=3), tier="A")

        why = client_of(self.owner).get(f"/call/{plan}/why/").json()

        self.assertEqual(sum(term["points"] for term in why["terms"]), why["priority"])

    def test_more_rows_cost_no_more_queries(self) -> None:
        client = client_of(self.owner)
        for _ in range(3):
            self.plan_due(self.moment)
            # what was learnt, the plans, details and contacts of one page
            with self.assertNumQueries(4):
                client.get("/call/today/")
