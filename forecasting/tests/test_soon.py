from unittest import TestCase

import numpy as np

from forecasting.forecast import fit_cohort, score
from forecasting.history import histories
from forecasting.orders import OrderLog, one_event_a_day
from forecasting.tests.logs import FIRST

WEEKS = 40


def weekly_with_holidays(accounts: int = 1200) -> OrderLog:
    """Accounts that order every 7 days or so, and now and then pause for some weeks."""
    chance = np.random.default_rng(5)
    rows = []
    for account in range(accounts):
        day = chance.uniform(0, 7)
        while day < WEEKS * 7:
            rows.append((account, FIRST + int(day), 100.0))
            day += chance.gamma(30, 7 / 30) + (
                chance.uniform(20, 60) if chance.random() < 0.04 else 0
            )
    account_, day_, amount = zip(*rows, strict=True)
    return one_event_a_day(np.array(account_), np.array(day_), np.array(amount))


class ChanceOfAWeekTests(TestCase):
    def test_a_week_is_as_likely_as_it_turns_out(self) -> None:
        log, as_of = weekly_with_holidays(), FIRST + 240
        known = histories(log, as_of)

        said = score(fit_cohort(log, as_of), known, as_of).chance_7

        later = log.between(as_of, as_of + 7).account
        happened = np.isin(known.account, later)
        self.assertAlmostEqual(said.mean(), happened.mean(), delta=0.05)
        late = known.days_since(as_of) > 9
        self.assertAlmostEqual(said[~late].mean(), happened[~late].mean(), delta=0.05)
