"""Today's calls in the order of the money expected of them, through the front door."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.test import TestCase, override_settings
from django.utils import timezone

from call_planning.models import CallPlan, Learnt, PlanStep
from call_planning.rules.near_ties import tilt
from call_planning.services.plans import create_plan, record_call
from call_planning.tests.forecasts import make_account, make_forecast
from interaction_tracking.services.log import log_interaction
from kernel.clock import local_day, zone_of
from leads.models import Lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast, PublishedForecast
from performance_tracking.tests import orders
from users.models import User
from users.tests.cast import CastMixin, client_of

NEXT = re.compile(r'<([^>]+)>; rel="next"')
EVERY_DAY = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


class TodayMixin(CastMixin):
    moment: datetime

    def setUp(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(working_week=EVERY_DAY)
        self.owner.refresh_from_db()
        self.moment = timezone.now()

    def planned(self, lead: Lead, *, overdue: int = 0, **columns: Any) -> CallPlan:
        """Plan a weekly call, due so many days ago, the last one ten days ago."""
        due = self.moment - timedelta(days=overdue)
        plan = create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=due)
        values = {"last_called": self.moment - timedelta(days=10)} | columns
        CallPlan.objects.filter(pk=plan.pk).update(**values)
        return plan

    def account(self, *, days: float = 10, name: str = "Account", **forecast: Any) -> Lead:
        return make_account(
            ordered_days_ago=days, forecast=forecast, assigned_to=self.owner, name=name
        )

    def today(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = client_of(self.owner).get("/call/today/").json()
        return rows

    def why(self, plan: CallPlan) -> dict[str, Any]:
        told: dict[str, Any] = client_of(self.owner).get(f"/call/{plan.pk}/why/").json()
        return told


class MoneyTests(TodayMixin, TestCase):
    def test_the_call_worth_more_comes_first_however_late_the_other(self) -> None:
        small = self.planned(self.account(order_value=100.0), overdue=30)
        big = self.planned(self.account(order_value=900.0))

        rows = self.today()

        self.assertEqual([row["id"] for row in rows], [big.pk, small.pk])
        self.assertGreater(rows[0]["priority"], rows[1]["priority"])

    def test_the_worth_is_uplift_by_value_and_save_by_three_months_at_stake(self) -> None:
        self.planned(self.account(days=20, order_value=400.0, value_at_risk=800.0, gap_days=10.0))

        self.assertEqual(self.today()[0]["worth"], round(0.02 * 400 + 0.05 * 0.8 * 800 * 3, 2))

    def test_an_order_that_lies_ahead_was_not_placed_today(self) -> None:
        lead = orders.make_account(-0.5, 20, 30, 40, now=self.moment, assigned_to=self.owner)
        make_forecast(lead)
        plan = self.planned(lead)

        order = next(term for term in self.why(plan)["terms"] if term["name"] == "order")

        self.assertEqual(order["numbers"]["days_since_order"], 20)
        self.assertIn("No order for 20 days", order["sentence"])
        self.assertIn(order["sentence"], self.today()[0]["reasons"])

    def test_the_list_tells_the_accounts_own_gap_as_why_does(self) -> None:
        lead = orders.make_account(40, 51, 62, 73, now=self.moment, assigned_to=self.owner)
        make_forecast(lead, gap_days=18.0)
        plan = self.planned(lead)

        told = self.why(plan)["reasons"]

        self.assertIn("usually every 11 days", "; ".join(told))
        self.assertEqual(self.today()[0]["reasons"], told)

    def test_who_left_long_ago_stands_below_who_is_leaving(self) -> None:
        gone = self.planned(self.account(days=300, probability_active=0.001, value_at_risk=4000.0))
        leaving = self.planned(self.account(days=25, probability_active=0.6, value_at_risk=900.0))

        self.assertEqual([row["id"] for row in self.today()], [leaving.pk, gone.pk])

    def test_the_terms_add_up_to_the_worth_and_say_the_chance_of_being_there(self) -> None:
        plan = self.planned(self.account(days=25, probability_active=0.6, value_at_risk=900.0))

        told = self.why(plan)

        terms = {term["name"]: term for term in told["terms"]}
        self.assertEqual(terms["save"]["numbers"]["probability_active"], 0.6)
        self.assertEqual(terms["save"]["money"], round(0.05 * 0.6 * 900 * 3, 2))
        self.assertAlmostEqual(terms["order"]["money"] + terms["save"]["money"], told["worth"])

    def test_a_lead_is_worth_its_potential_by_its_chance(self) -> None:
        self.planned(make_lead(assigned_to=self.owner, potential_revenue=Decimal(5000)))

        self.assertEqual(self.today()[0]["worth"], 5000 * 0.1 * 0.005)

    def test_a_lead_and_an_account_stand_in_one_order(self) -> None:
        lead = self.planned(
            make_lead(
                assigned_to=self.owner,
                lead_status="NEGOTIATING",
                potential_revenue=Decimal(20_000),
            )
        )
        account = self.planned(self.account(order_value=400.0, value_at_risk=100.0))

        self.assertEqual([row["id"] for row in self.today()], [lead.pk, account.pk])

    def test_where_nothing_is_known_of_money_lateness_ranks(self) -> None:
        late = self.planned(make_lead(assigned_to=self.owner), overdue=20)
        fresh = self.planned(make_lead(assigned_to=self.owner))

        rows = self.today()

        self.assertEqual([row["id"] for row in rows], [late.pk, fresh.pk])
        self.assertEqual([row["worth"] for row in rows], [None, None])

    def test_of_two_calls_worth_the_same_the_later_comes_first(self) -> None:
        fresh = self.planned(self.account())
        late = self.planned(self.account(), overdue=5)

        self.assertEqual([row["id"] for row in self.today()], [late.pk, fresh.pk])

    def test_pages_go_on_where_the_last_ended(self) -> None:
        plans = [self.planned(self.account(order_value=100.0 + n), overdue=n) for n in range(5)]
        client, path, seen = client_of(self.owner), ["/call/today/?limit=2"], []
        while path:
            answer = client.get(path[0])
            seen += [row["id"] for row in answer.json()]
            path = NEXT.findall(answer.headers.get("Link", ""))[:1]

        self.assertEqual(seen, [plan.pk for plan in reversed(plans)])

    def test_a_cursor_made_up_is_refused(self) -> None:
        answer = client_of(self.owner).get("/call/today/?cursor=WyIxMiIsIDEsIGZhbHNlXQ")

        self.assertEqual(answer.status_code, 400)
        self.assertIn("cursor", answer.json())

    def test_a_learnt_uplift_moves_the_worth(self) -> None:
        self.planned(self.account(days=10, order_value=400.0, value_at_risk=0.0))
        at = timezone.now()
        Learnt.objects.create(kind="UPLIFT", key="due", value=0, count=800, surplus=80, at=at)

        self.assertEqual(self.today()[0]["worth"], round(400 * (80 + 200 * 0.05) / 1000, 2))


class OrdersAndCallsTests(TodayMixin, TestCase):
    def test_an_order_that_arrives_lowers_the_call_it_was_for(self) -> None:
        lead = self.account(days=20)
        self.planned(lead)
        before = self.today()[0]

        log_interaction(lead, by=self.owner, interaction_type="ORDER")

        after = self.today()[0]
        self.assertLess(after["worth"], before["worth"])
        self.assertLess(after["priority"], before["priority"])

    def test_an_order_logged_late_lowers_it_too(self) -> None:
        lead = self.account(days=20)
        self.planned(lead)
        before = self.today()[0]["worth"]

        yesterday = timezone.now() - timedelta(days=1)
        log_interaction(lead, by=self.owner, interaction_type="ORDER", date=yesterday)

        self.assertLess(self.today()[0]["worth"], before)

    def test_an_order_that_does_not_come_by_its_usual_day_raises_it(self) -> None:
        lead = self.account(days=7)
        self.planned(lead)
        before = self.today()[0]["worth"]

        Lead.objects.filter(pk=lead.pk).update(last_order_at=self.moment - timedelta(days=9))
        due = self.today()[0]["worth"]
        Lead.objects.filter(pk=lead.pk).update(last_order_at=self.moment - timedelta(days=15))

        self.assertGreater(due, before)
        self.assertGreater(self.today()[0]["worth"], before)


class OrderOfTheDayTests(TodayMixin, TestCase):
    def test_a_call_back_promised_for_later_today_is_not_called_too_soon(self) -> None:
        plan = self.planned(self.account(), last_called=self.moment - timedelta(days=1))
        before = self.why(plan)
        CallPlan.objects.filter(pk=plan.pk).update(promised_at=self.moment + timedelta(minutes=5))

        told = self.why(plan)

        self.assertEqual(before["priority"], 0)
        self.assertIn("Spoken to in the last 3 days, nothing promised", before["reasons"])
        self.assertGreater(told["priority"], 0)
        self.assertNotIn("nothing promised", " ".join(told["reasons"]))
        soon = next(term for term in told["terms"] if term["name"] == "too_soon")
        self.assertEqual(soon["sentence"], "Not too soon after the last call")

    def test_a_promised_call_back_comes_first(self) -> None:
        self.planned(self.account(order_value=100_000.0, value_at_risk=100_000.0))
        promised = self.planned(
            make_lead(assigned_to=self.owner),
            promised_at=self.moment - timedelta(hours=1),
            last_called=self.moment - timedelta(days=1),
        )

        self.assertEqual(self.today()[0]["id"], promised.pk)

    def test_a_second_call_within_three_days_comes_last_but_does_not_vanish(self) -> None:
        again = self.planned(self.account(order_value=9000.0), last_called=self.moment)
        other = self.planned(make_lead(assigned_to=self.owner))

        self.assertEqual([row["id"] for row in self.today()], [other.pk, again.pk])

    def test_quiet_hours_are_told_and_can_be_left_out(self) -> None:
        rush = {day: {"rush": [["00:00", "24:00"]]} for day in EVERY_DAY}
        lead = make_lead(assigned_to=self.owner, service_hours=rush)
        self.planned(lead)

        self.assertFalse(self.today()[0]["callable_now"])
        answer = client_of(self.owner).get("/call/today/?callable_now=true")
        self.assertEqual(answer.json(), [])

    def test_the_last_useful_moment_is_told(self) -> None:
        lead = make_lead(
            assigned_to=self.owner, delivery_days=list(EVERY_DAY), order_cutoff=time(12)
        )
        self.planned(lead)

        told = datetime.fromisoformat(self.today()[0]["call_by"])

        self.assertGreater(told, timezone.now())
        self.assertEqual((told.hour, told.minute), (12, 0))

    def test_where_near_ties_are_shuffled_one_that_was_drawn_passes_the_next(self) -> None:
        today = local_day(timezone.now(), zone_of(self.owner.timezone))
        drawn = next(pk for pk in range(10_000, 30_000) if 1.004 < tilt(pk, today) < 1.02)
        left = next(pk for pk in range(30_000, 40_000) if tilt(pk, today) == 1)
        less = self.planned(self.account(order_value=500.0, value_at_risk=0.0))
        more = self.planned(self.account(order_value=501.0, value_at_risk=0.0))
        CallPlan.objects.filter(pk=less.pk).update(id=drawn)
        CallPlan.objects.filter(pk=more.pk).update(id=left)

        self.assertEqual([row["id"] for row in self.today()], [left, drawn])
        with override_settings(SHUFFLE_NEAR_TIES=True):
            self.assertEqual([row["id"] for row in self.today()], [drawn, left])
            for plan in CallPlan.objects.select_related("lead"):
                record_call(plan, by=self.owner)

        marked = PlanStep.objects.values_list("lead", "shuffled")
        self.assertEqual(dict(marked), {less.lead_id: True, more.lead_id: False})

    @override_settings(SHUFFLE_NEAR_TIES=True)
    def test_the_lot_is_drawn_once_a_day(self) -> None:
        for number in range(30):
            self.planned(self.account(order_value=500.0 + number))

        first, second = ([row["id"] for row in self.today()] for _ in range(2))

        self.assertEqual(first, second)


class LevelledDayTests(TodayMixin, TestCase):
    def shown(self, *, due: int, planned: int | None) -> list[int]:
        """The overdue days of a call due and levelled so many days from today, if it shows."""
        day = None if planned is None else timezone.now().date() + timedelta(days=planned)
        self.planned(make_lead(assigned_to=self.owner), overdue=-due, planned_on=day)
        return [row["days_overdue"] for row in self.today()]

    def test_a_call_levelled_to_today_shows_before_it_is_due(self) -> None:
        self.assertEqual(self.shown(due=2, planned=0), [0])

    def test_one_levelled_to_a_day_missed_shows_still(self) -> None:
        self.assertEqual(self.shown(due=2, planned=-1), [0])

    def test_one_due_today_and_levelled_to_tomorrow_shows_tomorrow(self) -> None:
        self.assertEqual(self.shown(due=0, planned=1), [])

    def test_one_levelled_past_its_due_date_is_not_late_on_its_day(self) -> None:
        self.assertEqual(self.shown(due=-2, planned=0), [0])

    def test_an_overdue_call_shows_whatever_day_it_was_levelled_to(self) -> None:
        self.assertEqual(self.shown(due=-3, planned=2), [3])


class WhyTests(TodayMixin, TestCase):
    def test_every_term_is_shown_with_its_numbers(self) -> None:
        plan = self.planned(self.account(days=20, order_value=400.0), overdue=3)

        terms = {term["name"]: term for term in self.why(plan)["terms"]}

        self.assertEqual(terms["order"]["numbers"]["uplift"], 0.02)
        self.assertEqual(terms["order"]["money"], 8.0)
        self.assertTrue(terms["order"]["estimate"])
        self.assertEqual(terms["overdue"]["sentence"], "3 days overdue")

    def test_points_and_money_add_up(self) -> None:
        plan = self.planned(self.account(days=20), overdue=3, attempts=2)

        told = self.why(plan)

        self.assertEqual(sum(term["points"] for term in told["terms"]), told["priority"])
        money = sum(term["money"] or 0 for term in told["terms"])
        self.assertAlmostEqual(money, told["worth"], places=2)

    def test_it_says_what_the_list_says(self) -> None:
        plan = self.planned(self.account(days=20), overdue=3)

        row, told = self.today()[0], self.why(plan)

        for name in ("priority", "worth", "reasons", "days_overdue", "call_by"):
            self.assertEqual(row[name], told[name], name)

    def test_a_paused_plan_of_an_account_is_explained(self) -> None:
        plan = self.planned(self.account(), paused_at=self.moment, due_at=None)

        self.assertIsNone(self.why(plan)["due_at"])


class ForetoldTests(TodayMixin, TestCase):
    def test_a_call_keeps_what_was_foretold_before_it(self) -> None:
        lead = self.account(days=20, chance_7=0.35)
        plan = self.planned(lead)
        before = self.moment - timedelta(days=20)
        log_interaction(lead, by=self.owner, interaction_type="ORDER", date=before)

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/", {"order": {"total_price": 90}})

        step = lead_steps(lead)
        self.assertEqual((step["segment"], step["chance_7"]), ("overdue", 0.35))

    def test_an_order_the_call_brought_does_not_foretell_itself(self) -> None:
        lead = self.account(days=20, chance_7=0.02)
        plan = self.planned(lead)
        before = self.moment - timedelta(days=20)
        log_interaction(lead, by=self.owner, interaction_type="ORDER", date=before)
        publish(lead, as_of=self.moment.date() - timedelta(days=3), chance_7=0.3)
        later = timezone.now() + timedelta(minutes=1)
        AccountForecast.objects.filter(lead=lead).update(computed_at=later)

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/", {"order": {"total_price": 90}})

        self.assertEqual(lead_steps(lead), {"segment": "overdue", "chance_7": 0.3})

    def test_a_call_logged_long_after_keeps_nothing(self) -> None:
        lead = self.account(days=20)
        plan = self.planned(lead)
        long_ago = self.moment - timedelta(days=9)

        client_of(self.owner).post(
            f"/call/{plan.pk}/record_call/", {"last_called": long_ago.isoformat()}
        )

        self.assertEqual((lead_steps(lead)["segment"], lead_steps(lead)["chance_7"]), ("", None))

    def test_an_old_forecast_foretells_nothing(self) -> None:
        lead = make_lead(assigned_to=self.owner, last_order_at=self.moment)
        make_forecast(lead, as_of=date(2020, 1, 1))
        plan = self.planned(lead)

        client_of(self.owner).post(f"/call/{plan.pk}/record_call/")

        self.assertIsNone(lead_steps(lead)["chance_7"])
        self.assertTrue(AccountForecast.objects.filter(lead=lead).exists())


def lead_steps(lead: Lead) -> dict[str, Any]:
    return dict(PlanStep.objects.filter(lead=lead).values("segment", "chance_7").get())


def publish(lead: Lead, *, as_of: date, chance_7: float) -> None:
    PublishedForecast.objects.create(
        lead=lead,
        as_of=as_of,
        over_on=as_of + timedelta(days=28),
        grade="A",
        chance_7=chance_7,
        chance_28=0.5,
        decile=5,
        expected_orders=1,
        expected_revenue=100,
    )
