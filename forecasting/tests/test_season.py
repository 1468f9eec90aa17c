"""What all accounts did at this time of last year is expected again, in part."""

from dataclasses import replace
from functools import cache
from unittest import TestCase

import numpy as np

from forecasting.forecast import Cohort, fit_cohort, score
from forecasting.history import Histories, histories
from forecasting.orders import OrderLog, one_event_a_day
from forecasting.raw import RawModel, raw_model
from forecasting.rhythm import Rhythm
from forecasting.season import season_factor
from forecasting.tests.logs import FIRST

YEARS = 2 * 364
DIP = 330  # days into the year; 28 days long
NOW = FIRST + 364 + DIP


def with_a_dip(*years: int, kept: float = 0.5) -> OrderLog:
    """Irregular accounts over two years that order half as much in the dips of these years."""
    draw = np.random.default_rng(11)
    gap = draw.uniform(15, 40, 900)
    account = np.repeat(np.arange(900), 120)
    day = draw.uniform(0, 20, 900)[account] + draw.exponential(gap[account]).reshape(
        900, 120
    ).cumsum(axis=1).reshape(-1)
    of_the_year, year = day % 364, day // 364
    dips = np.isin(year, years) & (of_the_year > DIP) & (of_the_year <= DIP + 28)
    keep = (day < YEARS) & (~dips | (draw.random(len(day)) < kept))
    days = FIRST + day[keep].astype(np.int64)
    return one_event_a_day(account[keep], days, np.full(int(keep.sum()), 100.0))


@cache
def known() -> tuple[OrderLog, Cohort, Histories]:
    log = with_a_dip(0, 1)
    return log, fit_cohort(log, NOW), histories(log, NOW)


def model(log: OrderLog) -> RawModel:
    return raw_model(Rhythm(1, 2.0, 8.0, 0.05, 20.0), histories(log, NOW), 28)


class SeasonTests(TestCase):
    def test_a_dip_of_last_year_lowers_this_years_forecast(self) -> None:
        log = with_a_dip(0, 1).until(NOW)

        factor = season_factor(log, NOW, 28, model(log))

        self.assertLess(factor, 0.85)
        self.assertGreater(factor, 0.5)

    def test_without_a_season_next_to_nothing_changes(self) -> None:
        log = with_a_dip().until(NOW)

        self.assertAlmostEqual(season_factor(log, NOW, 28, model(log)), 1, delta=0.06)

    def test_a_log_of_a_year_has_no_last_year(self) -> None:
        log = with_a_dip(0, 1).until(NOW)
        late = OrderLog(*(getattr(log, name)[log.day > NOW - 420] for name in OrderLog.__slots__))

        self.assertEqual(season_factor(late, NOW, 28, model(late)), 1.0)

    def test_a_long_period_has_no_season(self) -> None:
        log = with_a_dip(0, 1).until(NOW)

        self.assertEqual(season_factor(log, NOW, 180, model(log)), 1.0)

    def test_nothing_of_the_future_is_read(self) -> None:
        log = with_a_dip(0, 1)

        self.assertEqual(
            season_factor(log.until(NOW), NOW, 28, model(log)),
            season_factor(log, NOW, 28, model(log)),
        )

    def test_the_forecast_is_nearer_to_what_comes(self) -> None:
        log, cohort, history = known()

        total = float(score(cohort, history, NOW).expected.sum())

        off = np.log(total / len(log.between(NOW, NOW + 28).day))
        self.assertLess(abs(off), 0.8 * abs(off - np.log(cohort.season)))

    def test_what_is_usual_knows_no_season(self) -> None:
        _, cohort, history = known()

        found = score(cohort, history, NOW)

        np.testing.assert_allclose(found.expected, found.usual * cohort.season)
        self.assertLess(
            found.chance.sum(), score(replace(cohort, season=1.0), history, NOW).chance.sum()
        )

    def test_a_dip_of_all_puts_nothing_at_stake(self) -> None:
        _, cohort, history = known()
        assert cohort.season < 1

        level = replace(cohort, season=1.0)

        np.testing.assert_allclose(
            score(cohort, history, NOW).at_stake, score(level, history, NOW).at_stake
        )
