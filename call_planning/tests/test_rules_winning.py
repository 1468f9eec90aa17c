from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.winning import (
    OPEN,
    counted,
    of_the_house,
    shrunk,
    table,
    win_chances,
)
from leads.rules.status import PIPELINE, STAGES

steps_strategy = st.dictionaries(
    st.tuples(st.sampled_from(PIPELINE), st.sampled_from(PIPELINE)), st.integers(1, 10**6)
)


class WinningTests(SimpleTestCase):
    def test_without_history_it_is_the_table(self) -> None:
        chances = win_chances(of_the_house(counted({})))

        for status in OPEN:
            self.assertAlmostEqual(chances[status], float(STAGES[status].win_probability))

    def test_a_long_history_outweighs_the_table(self) -> None:
        steps = {("NEW", "CONTACTED"): 10**6, ("CONTACTED", "CONVERTED"): 10**6}
        steps |= {("NEW", "LOST"): 10**6, ("CONTACTED", "LOST"): 3 * 10**6}

        chances = win_chances(of_the_house(counted(steps)))

        self.assertAlmostEqual(chances["CONTACTED"], 0.25, places=3)
        self.assertAlmostEqual(chances["NEW"], 0.125, places=3)

    def test_going_back_and_forth_never_counts_as_an_end(self) -> None:
        steps = {("NEW", "CONTACTED"): 10**6, ("CONTACTED", "NEW"): 10**6}

        chances = win_chances(of_the_house(counted(steps)))

        self.assertTrue(all(0 < chances[status] < 1 for status in OPEN))

    def test_an_observed_edge_gets_one_more(self) -> None:
        moves = of_the_house(counted({("NEGOTIATING", "CONVERTED"): 4}))

        row = moves[OPEN.index("NEGOTIATING")]
        self.assertAlmostEqual(row[PIPELINE.index("CONVERTED")], (4 + 1 + 20 * 0.6) / 25)

    def test_few_steps_stay_near_those_of_the_team(self) -> None:
        team = of_the_house(counted({("NEGOTIATING", "CONVERTED"): 1000}))

        mine = shrunk(counted({("NEGOTIATING", "LOST"): 20}), team)

        half = win_chances(team)["NEGOTIATING"] / 2
        self.assertAlmostEqual(win_chances(mine)["NEGOTIATING"], half, places=6)

    @settings(database=None, deadline=None, derandomize=True)
    @given(steps=steps_strategy, mine=steps_strategy)
    def test_it_is_always_a_chance(self, steps: dict[tuple[str, str], int], mine: object) -> None:
        own: dict[tuple[str, str], int] = dict(mine)  # type: ignore[call-overload]
        moves = shrunk(counted(own), of_the_house(counted(steps)))

        for chance in win_chances(moves).values():
            self.assertTrue(0 <= chance <= 1)

    def test_the_table_ends_somewhere_from_everywhere(self) -> None:
        self.assertTrue((table().sum(axis=1) == 1).all())
