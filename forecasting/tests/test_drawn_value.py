"""Order values where Gamma-Gamma does not fit."""

from unittest import TestCase

import numpy as np

from forecasting.drawn_value import DrawnValue, fit_drawn, likelier_value
from forecasting.history import histories
from forecasting.orders import OrderLog, one_event_a_day
from forecasting.tests.logs import FIRST
from forecasting.value import OrderValue

NOW = FIRST + 300


def sized(spread_within: float, spread_between: float, *, accounts: int = 300) -> OrderLog:
    """Weekly accounts with log-normal orders around a size of their own."""
    chance = np.random.default_rng(5)
    account = np.repeat(np.arange(accounts), 40)
    day = FIRST + np.tile(np.arange(40) * 7, accounts) + account % 7
    size = np.repeat(chance.normal(6, spread_between, accounts), 40)
    return one_event_a_day(account, day, np.exp(size + chance.normal(0, spread_within, len(day))))


class DrawnValueTests(TestCase):
    def test_an_account_with_many_orders_keeps_its_own_mean(self) -> None:
        value = DrawnValue(prior=0.5, centre=np.log(400))

        found = value.mean(np.array([0.0, 200.0]), np.array([0.0, 90.0]))

        np.testing.assert_allclose(found, [400, 90], rtol=0.01)

    def test_the_prior_is_the_spread_within_over_the_spread_between(self) -> None:
        log = sized(0.3, 0.9)

        found = fit_drawn(log, histories(log, NOW))

        assert found is not None
        self.assertAlmostEqual(found.prior, 0.3**2 / 0.9**2, delta=0.03)

    def test_steady_accounts_of_many_sizes_are_not_drawn_together(self) -> None:
        log = sized(0.2, 1.2)

        found = likelier_value(histories(log, NOW), log, NOW, 28)

        self.assertIsInstance(found, DrawnValue)

    def test_where_the_past_cannot_tell_it_is_gamma_gamma(self) -> None:
        log = sized(0.2, 1.2)
        long_after = NOW + 400

        found = likelier_value(histories(log, long_after), log, long_after, 28)

        self.assertIsInstance(found, OrderValue)

    def test_orders_without_a_known_amount_say_nothing_of_the_value(self) -> None:
        log = sized(0.3, 0.9)
        amount = log.amount.copy()
        amount[::3] = np.nan
        holes = OrderLog(log.account, log.day, amount)

        found = likelier_value(histories(holes, NOW), holes, NOW, 28)

        assert found is not None
        self.assertTrue(np.isfinite(found.mean(np.array([3.0]), np.array([400.0]))).all())

    def test_a_handful_of_accounts_has_no_value_model(self) -> None:
        log = sized(0.3, 0.9, accounts=5)

        self.assertIsNone(likelier_value(histories(log, NOW), log, NOW, 28))
