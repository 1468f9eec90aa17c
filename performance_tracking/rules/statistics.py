"""What an account's orders come down to, as it is stored: for many accounts at once. Pure.

Days are proleptic ordinals of the account's own zone.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from forecasting.arrays import Floats, Ints
from forecasting.history import PROFILE_DAYS, WEEK, Histories, histories
from forecasting.orders import OrderLog
from performance_tracking.rules.rhythm import GAPS_FOR_A_RHYTHM, OFF_RHYTHM_FROM

BITS = 184  # 26 weeks in whole bytes
DAYS_A_WEEK = 7
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDS_A_DAY = 86_400 * 10**6
CENT = Decimal("0.01")
Columns = dict[str, list[Any]]


class Orders(NamedTuple):
    """Orders that count: account, moment (microseconds since 1970), day, cents (NaN: no price)."""

    account: Ints
    at: Ints
    day: Ints
    cents: Floats


def statistics_of(orders: Orders) -> Columns:
    """Return one row for each account in `orders`, by column, accounts ascending."""
    account, at, day, cents = in_order(orders.account, orders.at, orders.day, orders.cents)
    log, first = day_by_day(account, day, cents)
    history = histories(log, int(day.max()) if len(day) else 0)
    ends = np.cumsum(np.bincount(np.searchsorted(history.account, account)))
    starts = np.concatenate(([0], ends))[:-1].astype(np.int64)
    known = ~np.isnan(cents)
    revenue = np.add.reduceat(np.where(known, cents, 0), starts) if len(at) else np.zeros(0)
    priced = np.add.reduceat(known.astype(np.int64), starts) if len(at) else np.zeros(0, np.int64)
    twice = 2 * np.maximum(priced, 1)
    average = (2 * revenue.astype(np.int64) + priced) // twice  # half a cent up, and exact
    last = at[ends - 1]
    return {
        "lead_id": history.account.tolist(),
        "orders": (ends - starts).tolist(),
        "gaps": (history.orders - 1).tolist(),
        "usual_gap_days": none_for_nan(history.median_gap),
        "first_order_at": moments(at[starts]),
        "last_order_at": moments(last),
        "falls_off_at": falling_off(last, history),
        "first_day": as_dates(log.day[first]),
        "last_day": as_dates(history.last_day),
        "log_gaps": history.litt.tolist(),
        "recent": recent_days(log, history),
        "priced": history.priced.tolist(),
        "order_value": (history.value / 100).tolist(),
        "revenue": from_cents(revenue),
        "average_order_value": [
            amount if n else None
            for amount, n in zip(from_cents(average), priced.tolist(), strict=True)
        ],
    }


def day_by_day(account: Ints, day: Ints, cents: Floats) -> tuple[OrderLog, Ints]:
    """Return one event an account and day, and where each account's events begin.

    A day's amount is the sum of what is known of it.
    """
    account, day, cents = in_order(account, day, cents)
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


def in_order(account: Ints, time: Ints, *others: Any) -> tuple[Any, ...]:
    """Return all of it sorted by account and time; what is in that order already is left alone."""
    step = np.diff(account)
    if np.all((step > 0) | ((step == 0) & (np.diff(time) >= 0))):
        return account, time, *others
    place = np.lexsort((time, account))
    return tuple(column[place] for column in (account, time, *others))


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


def falling_off(last: Ints, history: Histories) -> list[datetime | None]:
    """Return when each account that stays silent is off its rhythm; None: it has none yet."""
    days = np.maximum(np.nan_to_num(history.median_gap), 1) * OFF_RHYTHM_FROM
    later = np.rint(days * MICROSECONDS_A_DAY).astype(np.int64)
    known = (history.orders > GAPS_FOR_A_RHYTHM).tolist()
    return [at if some else None for at, some in zip(moments(last + later), known, strict=True)]


# Each of these is a loop in C: a refresh that counts everything makes some millions of them.
def as_dates(days: Ints) -> list[date]:
    return (days - EPOCH.toordinal()).astype("datetime64[D]").tolist()  # type: ignore[no-any-return]


def moments(microseconds: Ints) -> list[datetime]:
    return list(map(EPOCH.__add__, microseconds.astype("timedelta64[us]").tolist()))


def from_cents(cents: Floats | Ints) -> list[Decimal]:
    whole: list[int] = cents.astype(np.int64).tolist()
    return list(map(CENT.__mul__, map(Decimal, whole)))


def none_for_nan(values: Floats) -> list[float | None]:
    return [None if value != value else value for value in values.tolist()]
