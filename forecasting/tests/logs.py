"""Invented order logs."""

from datetime import date

import numpy as np

from forecasting.orders import OrderLog, one_event_a_day

FIRST = date(2026, 1, 5).toordinal()


def steady(accounts: int = 400, weeks: int = 40, seed: int = 3) -> OrderLog:
    """Accounts that order every 5 to 20 days, a quarter of which stop somewhere."""
    chance = np.random.default_rng(seed)
    rows = []
    for account in range(accounts):
        every = chance.uniform(5, 20)
        ends = weeks * 7 * (chance.random() if chance.random() < 0.25 else 1)
        day = chance.uniform(0, every)
        while day < ends:
            rows.append((account, FIRST + int(day), chance.gamma(8, 40)))
            day += max(1, chance.gamma(6, every / 6))
    account_, day_, amount = zip(*rows, strict=True)
    return one_event_a_day(np.array(account_), np.array(day_), np.array(amount))


def on_days(*accounts: list[int], amount: float = 100) -> OrderLog:
    """Each account's orders on the given ordinals, all of one amount."""
    rows = [(number, day) for number, days in enumerate(accounts) for day in days]
    account, day = (np.array(column) for column in zip(*rows, strict=True))
    return one_event_a_day(account, day, np.full(len(rows), amount))
