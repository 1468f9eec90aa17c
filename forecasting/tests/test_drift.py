"""How far all accounts stray together is learnt from how far they did."""

from unittest import TestCase

from forecasting.drift import LEAST, USUAL, usual_drift
from forecasting.history import histories
from forecasting.orders import OrderLog
from forecasting.raw import RawModel, raw_model
from forecasting.rhythm import Rhythm
from forecasting.tests.logs import FIRST, steady
from forecasting.tests.test_season import NOW, with_a_dip


def drift(log: OrderLog, now: int = NOW) -> float:
    known = log.until(now)
    return usual_drift(known, now, 28, model(known, now))


def model(log: OrderLog, now: int) -> RawModel:
    return raw_model(Rhythm(1, 2.0, 8.0, 0.05, 20.0), histories(log, now), 28)


class DriftTests(TestCase):
    def test_where_nothing_moves_together_it_is_small(self) -> None:
        self.assertLess(drift(with_a_dip()), 0.08)
        self.assertGreaterEqual(drift(with_a_dip()), LEAST)

    def test_one_dip_of_all_in_a_year_widens_it(self) -> None:
        dip = with_a_dip(0, kept=0.3)

        self.assertGreater(drift(dip, FIRST + 364 + 28), 0.2)

    def test_with_too_short_a_past_it_is_the_usual(self) -> None:
        self.assertEqual(drift(steady(60, weeks=14), FIRST + 98), USUAL)
