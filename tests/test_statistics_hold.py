"""Whatever is done to orders, in whatever order, what is stored of an account is what they say."""

import io
import itertools
import logging
import math
import statistics
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import (
    delete_interaction,
    log_interaction,
    restore_interaction,
    update_interaction,
)
from LeadManagementSystem.env import env_bool, env_int
from leads.models import Lead
from leads.services.trash import restore_lead, trash_lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast, AccountRhythm
from performance_tracking.services.refresh import refresh_forecasts
from tests.clocked import Clocked
from transfers.rules.reading import read_table
from transfers.services.import_orders import OrderImport
from users.models import User
from users.rules import Role

LIVES = env_int("KAM_LIVES", default=60 if env_bool("CI", default=False) else 15)
# Around the days on which the clocks change in New York and in London.
STARTS = [datetime(*day, 3, 30, tzinfo=UTC) for day in ((2026, 3, 9), (2026, 3, 30), (2026, 11, 2))]
ZONES = ["UTC", "America/New_York", "Europe/London", "Pacific/Kiritimati", "Asia/Kathmandu"]
HOURS_AGO = st.one_of(st.integers(-23, 80), st.integers(0, 24 * 300))
PRICES = st.none() | st.decimals("0", "9999.99", places=2)
STATUSES = st.sampled_from(["PLACED", "DELIVERED", "CANCELLED", "RETURNED"])
PICK = st.integers(0, 99)


class Doings(Clocked):
    """Two accounts, whose orders come, change, go and come back, on a clock of ours."""

    clock = STARTS[0]

    def __init__(self) -> None:
        super().__init__()
        self.behind: set[int] = set()

    @initialize(start=st.sampled_from(STARTS), zones=st.tuples(*[st.sampled_from(ZONES)] * 2))
    def begin(self, start: datetime, zones: tuple[str, str]) -> None:
        self.clock = start
        self.by = User.objects.create(username="boss", role=Role.ADMIN)
        self.leads = [
            make_lead(external_id=f"R-{n}", timezone=zone, lead_status="CONVERTED").pk
            for n, zone in enumerate(zones)
        ]

    def lead(self, pick: int) -> Lead:
        return Lead.objects.get(pk=self.leads[pick % 2])

    def order(self, pick: int, *, gone: bool = False) -> Interaction | None:
        rows = Interaction.objects.filter(deleted_at__isnull=not gone, lead__deleted_at=None)
        found = list(rows.filter(order__isnull=False).order_by("pk"))
        return found[pick % len(found)] if found else None

    @rule(hours=st.integers(1, 24 * 40))
    def time_passes(self, hours: int) -> None:
        self.clock += timedelta(hours=hours)

    @rule(pick=PICK, ago=HOURS_AGO, price=PRICES, status=STATUSES)
    def it_orders(self, pick: int, ago: int, price: Decimal | None, status: str) -> None:
        lead = self.lead(pick)
        if lead.deleted_at is None:
            at = self.clock - timedelta(hours=ago)
            block = {"total_price": price, "order_date": at, "status": status}
            now = min(at, self.clock)
            log_interaction(lead, by=self.by, interaction_type="ORDER", date=now, order=block)

    @rule(pick=PICK, days=st.integers(0, 20), gap=st.integers(1, 30), times=st.integers(2, 9))
    def it_has_ordered_regularly(self, pick: int, days: int, gap: int, times: int) -> None:
        for number in range(times):
            self.it_orders(pick, 24 * (days + gap * number), Decimal(80), "PLACED")

    @rule(pick=PICK, price=PRICES)
    def the_amount_changes(self, pick: int, price: Decimal | None) -> None:
        if touch := self.order(pick):
            update_interaction(touch, by=self.by, order={"total_price": price})

    @rule(pick=PICK, ago=HOURS_AGO)
    def the_day_changes(self, pick: int, ago: int) -> None:
        if touch := self.order(pick):
            at = self.clock - timedelta(hours=ago)
            update_interaction(touch, by=self.by, order={"order_date": at})

    @rule(pick=PICK, status=STATUSES)
    def the_order_is_cancelled_or_taken_up(self, pick: int, status: str) -> None:
        if touch := self.order(pick):
            update_interaction(touch, by=self.by, order={"status": status})

    @rule(pick=PICK)
    def it_was_no_order(self, pick: int) -> None:
        if touch := self.order(pick):
            update_interaction(touch, by=self.by, interaction_type="CALL", order_placed=False)

    @rule(pick=PICK)
    def the_order_is_deleted(self, pick: int) -> None:
        if touch := self.order(pick):
            delete_interaction(touch, by=self.by)

    @rule(pick=PICK)
    def a_deleted_order_is_restored(self, pick: int) -> None:
        if touch := self.order(pick, gone=True):
            restore_interaction(touch, by=self.by)

    @rule(pick=PICK)
    def the_account_goes_to_the_trash_or_comes_back(self, pick: int) -> None:
        lead = self.lead(pick)
        if lead.deleted_at is None:
            trash_lead(lead, by=self.by)
        else:
            restore_lead(lead, by=self.by)

    @rule(pick=PICK, zone=st.sampled_from(ZONES))
    def the_account_moves_to_another_zone(self, pick: int, zone: str) -> None:
        lead = self.lead(pick)
        if lead.deleted_at is None:
            update_lead(lead, by=self.by, timezone=zone)

    @rule(rows=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 60), PRICES), max_size=6))
    def a_list_comes_in(self, rows: list[tuple[int, int, Decimal | None]]) -> None:
        lines = [
            f"R-{n},{self.clock.date() - timedelta(days=ago)},{'' if price is None else price}"
            for n, ago, price in rows
        ]
        text = "\n".join(["account,date,amount", *lines])
        mapping = {name: name for name in ("account", "date", "amount")}
        with read_table(io.BytesIO(text.encode())) as table:
            OrderImport(mapping, self.by).run(table.rows)

    @rule()
    def the_night_comes(self) -> None:
        refresh_forecasts(now=self.clock)


class StatisticsHold(Doings):
    """After each step the stored statistics are those of a recount, made here from scratch."""

    @precondition(lambda self: hasattr(self, "leads"))
    @invariant()
    def the_stored_statistics_are_those_of_the_orders(self) -> None:
        for pk in self.leads:
            lead = Lead.objects.get(pk=pk)
            row = AccountRhythm.objects.filter(lead=pk).values(*RECOUNTED, "recount_at").first()
            waits = row is not None and row["recount_at"] and row["recount_at"] <= self.clock
            ahead = row is None and has_come(lead, self.clock)  # none had come when it was counted
            if lead.deleted_at is None and not waits and not ahead:
                check(lead, row, now=self.clock)

    @precondition(lambda self: hasattr(self, "leads"))
    @invariant()
    def a_forecast_stands_on_the_orders_of_its_account(self) -> None:
        for forecast in AccountForecast.objects.filter(lead__deleted_at=None):
            row = AccountRhythm.objects.get(lead=forecast.lead_id)
            assert (forecast.orders, forecast.lead_id) == (row.orders, row.lead_id)

    @rule()
    def after_a_night_all_is_in_line(self) -> None:
        refresh_forecasts(now=self.clock)
        for lead in Lead.objects.filter(pk__in=self.leads, deleted_at=None):
            row = AccountRhythm.objects.filter(lead=lead).values(*RECOUNTED).first()
            check(lead, row, now=self.clock)
            assert AccountForecast.objects.filter(lead=lead).exists() == (row is not None)


RECOUNTED = (
    "orders", "gaps", "usual_gap_days", "first_order_at", "last_order_at", "zone", "first_day",
    "last_day", "log_gaps", "recent", "priced", "order_value", "revenue", "average_order_value",
)  # fmt: skip


def counted(lead: Lead, now: datetime) -> list[Order]:
    rows = Order.objects.filter(lead=lead, interaction__deleted_at=None, ordered_at__lte=now)
    return list(rows.exclude(status__in=["CANCELLED", "RETURNED"]).order_by("ordered_at", "pk"))


def has_come(lead: Lead, now: datetime) -> bool:
    return bool(counted(lead, now)) and lead.last_order_at is not None


def check(lead: Lead, row: dict[str, Any] | None, *, now: datetime) -> None:
    """Compare with plain sums over the orders themselves; none of the product's own code."""
    orders = counted(lead, now)
    if not orders:
        assert row is None, (lead.pk, row)
        return
    assert row is not None, (lead.pk, [order.ordered_at for order in orders])
    days: dict[date, list[Decimal]] = defaultdict(list)
    for order in orders:
        day = days[order.ordered_at.astimezone(ZoneInfo(lead.timezone)).date()]
        day += [] if order.total_price is None else [order.total_price]
    dates = sorted(days)
    gaps = [(after - before).days for before, after in itertools.pairwise(dates)]
    prices = [order.total_price for order in orders if order.total_price is not None]
    total = sum(prices, Decimal(0))
    mean = total / len(prices) if prices else None
    wanted = {
        "orders": len(orders),
        "gaps": len(gaps),
        "usual_gap_days": statistics.median(gaps[-20:]) if gaps else None,
        "first_order_at": orders[0].ordered_at,
        "last_order_at": orders[-1].ordered_at,
        "zone": lead.timezone,
        "first_day": dates[0],
        "last_day": dates[-1],
        "log_gaps": sum(math.log(gap / 7) for gap in gaps),
        "recent": bits([(dates[-1] - day).days for day in dates]),
        "priced": sum(bool(amounts) for amounts in days.values()),
        "order_value": value_of([float(sum(amounts)) for amounts in days.values() if amounts]),
        "revenue": total,
        "average_order_value": mean and mean.quantize(Decimal("0.01"), ROUND_HALF_UP),
    }
    for name, value in wanted.items():
        same = row[name] == value or (
            isinstance(value, float) and math.isclose(row[name], value, abs_tol=1e-6)
        )
        assert same, (lead.pk, name, row[name], value)


def bits(days_before_last: list[int]) -> str:
    number = sum(1 << (183 - back) for back in days_before_last if back < 182)
    return f"{number:046x}"


def value_of(amounts: list[float]) -> float:
    """The mean of the days' amounts, each at most ten times the median of them."""
    if not amounts:
        return 0.0
    most = 10 * statistics.median(amounts)
    return statistics.fmean(min(amount, most) for amount in amounts)


class StatisticsHoldTests(TestCase):
    def test_after_any_doings_the_statistics_are_those_of_a_recount(self) -> None:
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        run_state_machine_as_test(
            StatisticsHold,
            settings=settings(
                max_examples=LIVES,
                stateful_step_count=25,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
