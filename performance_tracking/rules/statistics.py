"""What an account's orders come down to, as it is stored: for many accounts at once. Pure.

Days are proleptic ordinals of the account's own zone.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from forecasting.arrays import Floats, Ints
from forecasting.history import PROFILE_DAYS, WEEK, Histories, histories
from forecasting.orders import OrderLog
from performance_tracking.rules.rhythm import falls_off_at

BITS = 184  # 26 weeks in whole bytes
DAYS_A_WEEK = 7
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Columns = dict[str, list[Any]]


class Orders(NamedTuple):
    """Orders that count: account, moment (microseconds since 1970), day, cents (NaN: no price)."""

    account: Ints
    at: Ints
    day: Ints
    cents: Floats


def statistics_of(orders: Orders) -> Columns:
    """Return one row for each account in `orders`, by column, accounts ascending."""
    place = np.lexsort((orders.at, orders.account))
    account, at = orders.account[place], orders.at[place]
    day, cents = orders.day[place], orders.cents[place]
    log, first = day_by_day(account, day, cents)
    history = histories(log, int(day.max()) if len(day) else 0)
    ends = np.cumsum(np.bincount(np.searchsorted(history.account, account)))
    starts = np.concatenate(([0], ends))[:-1].astype(np.int64)
    known = ~np.isnan(cents)
    revenue = np.add.reduceat(np.where(known, cents, 0), starts) if len(at) else np.zeros(0)
    priced = np.add.reduceat(known.astype(np.int64), starts) if len(at) else np.zeros(0, np.int64)
    last = [moment(at_) for at_ in at[ends - 1].tolist()]
    gaps, gap = (history.orders - 1).tolist(), none_for_nan(history.median_gap)
    return {
        "lead_id": history.account.tolist(),
        "orders": (ends - starts).tolist(),
        "gaps": gaps,
        "usual_gap_days": gap,
        "first_order_at": [moment(at_) for at_ in at[starts].tolist()],
        "last_order_at": last,
        "falls_off_at": [
            falls_off_at(at_, days, gaps=n) for at_, days, n in zip(last, gap, gaps, strict=True)
        ],
        "first_day": as_dates(log.day[first]),
        "last_day": as_dates(history.last_day),
        "log_gaps": history.litt.tolist(),
        "recent": recent_days(log, history),
        "priced": history.priced.tolist(),
        "order_value": (history.value / 100).tolist(),
        "revenue": [Decimal(int(sum_)).scaleb(-2) for sum_ in revenue.tolist()],
        "average_order_value": [
            Decimal((2 * int(sum_) + n) // (2 * n)).scaleb(-2) if n else None
            for sum_, n in zip(revenue.tolist(), priced.tolist(), strict=True)
        ],
    }


def day_by_day(account: Ints, day: Ints, cents: Floats) -> tuple[OrderLog, Ints]:
    """Return one event an account and day, and where each account's events begin.

    A day's amount is the sum of what is known of it.
    """
    place = np.lexsort((day, account))
    account, day, cents = account[place], day[place], cents[place]
    new = np.ones(len(day), dtype=bool)
    new[1:] = (np.diff(account) != 0) | (np.diff(day) != 0)
    starts = np.flatnonzero(new)
    known = ~np.isnan(cents)
    if not len(starts):
        return OrderLog(account, day, cents), starts
    amount = np.add.reduceat(np.where(known, cents, 0), starts)
    amount[np.add.reduceat(known.astype(np.int64), starts) == 0] = np.nan
    log = OrderLog(account[starts], day[starts], amount)
    return log, np.flatnonzero(np.concatenate(([True], np.diff(log.account) != 0)))


def recent_days(log: OrderLog, history: Histories) -> list[str]:
    """Return the order days of 26 weeks up to the last as hexadecimal; the first bit is the last.

    From this the counts of 28 and 84 days and the weekdays follow for every later day.
    """
    code = np.searchsorted(history.account, log.account)
    back = history.last_day[code] - log.day
    bits = np.zeros((len(history.account), BITS), dtype=bool)
    bits[code[back < PROFILE_DAYS], back[back < PROFILE_DAYS]] = True
    text = np.packbits(bits, axis=1).tobytes().hex()
    width = BITS // 4
    return [text[at : at + width] for at in range(0, len(text), width)]


def history_of(rows: Mapping[str, Sequence[Any]], as_of: Ints) -> Histories:
    """Return what the models read of stored rows, by column, each at its own day `as_of`."""
    gaps = np.array(rows["gaps"], dtype=np.int64)
    first, last = ordinals(rows["first_day"]), ordinals(rows["last_day"])
    packed = np.frombuffer(bytes.fromhex("".join(rows["recent"])), dtype=np.uint8)
    bits = np.unpackbits(packed.reshape(len(gaps), BITS // 8), axis=1)
    age = (as_of - last)[:, None] + np.arange(BITS)

    def within(days: int) -> Any:
        return bits * (age < days)

    return Histories(
        account=np.array(rows["lead_id"], dtype=np.int64),
        orders=gaps + 1,
        t_x=(last - first) / WEEK,
        T=(as_of - first) / WEEK,
        litt=np.array(rows["log_gaps"], dtype=np.float64),
        last_day=last,
        last_28=within(28).sum(axis=1),
        last_84=within(84).sum(axis=1),
        weekdays=weekdays(within(PROFILE_DAYS), last),
        median_gap=np.array(rows["usual_gap_days"], dtype=np.float64),
        value=np.array(rows["order_value"], dtype=np.float64),
        priced=np.array(rows["priced"], dtype=np.int64),
    )


def weekdays(bits: Any, last: Ints) -> Floats:
    """Count order days by weekday, Monday first, from bits that run back from the last day."""
    weeks = -(-BITS // DAYS_A_WEEK)
    whole = np.zeros((len(bits), weeks * DAYS_A_WEEK), dtype=np.uint8)
    whole[:, :BITS] = bits
    back = whole.reshape(len(bits), weeks, DAYS_A_WEEK).sum(axis=1)
    # Ordinal 1 was a Monday; a day so many days back stands so many weekdays before the last.
    wanted = ((last + 6) % 7)[:, None] - np.arange(DAYS_A_WEEK)
    return np.take_along_axis(back, wanted % DAYS_A_WEEK, axis=1).astype(np.float64)


def ordinals(days: Sequence[date]) -> Ints:
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def as_dates(days: Ints) -> list[date]:
    return [date.fromordinal(day) for day in days.tolist()]


def moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)


def none_for_nan(values: Floats) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]
