from typing import Any

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from leads.rules.service_hours import validate_service_hours

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.just("11:00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["mon", "sun", "open", "rush", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


class AcceptedTests(SimpleTestCase):
    def test_it_keeps_a_good_week(self) -> None:
        week = {"mon": {"open": [["11:00", "23:00"]], "rush": [["12:00", "14:00"]]}}

        self.assertEqual(validate_service_hours(week), week)

    def test_nothing_is_an_empty_week(self) -> None:
        self.assertEqual(validate_service_hours(None), {})
        self.assertEqual(validate_service_hours({}), {})

    def test_it_drops_empty_days_and_kinds(self) -> None:
        week = {"mon": {"open": [["11:00", "23:00"]], "rush": []}, "tue": {}}

        self.assertEqual(validate_service_hours(week), {"mon": {"open": [["11:00", "23:00"]]}})

    def test_it_puts_days_and_blocks_in_order(self) -> None:
        week = {
            "tue": {"open": [["18:00", "23:00"], ["11:00", "15:00"]]},
            "mon": {"open": [["11:00", "15:00"]]},
        }

        cleaned = validate_service_hours(week)

        self.assertEqual(list(cleaned), ["mon", "tue"])
        self.assertEqual(cleaned["tue"]["open"], [["11:00", "15:00"], ["18:00", "23:00"]])

    def test_it_writes_hours_with_two_digits(self) -> None:
        cleaned = validate_service_hours({"mon": {"open": [["9:00", " 15:00 "]]}})

        self.assertEqual(cleaned, {"mon": {"open": [["09:00", "15:00"]]}})

    def test_a_block_may_cross_midnight_or_end_at_it(self) -> None:
        week = {"fri": {"open": [["18:00", "02:00"]]}, "sat": {"open": [["18:00", "24:00"]]}}

        self.assertEqual(validate_service_hours(week), week)


class RefusedTests(SimpleTestCase):
    def assert_refused(self, value: Any, message: str) -> None:
        with self.assertRaisesMessage(ValueError, message):
            validate_service_hours(value)

    def test_it_refuses_what_is_no_week(self) -> None:
        values: tuple[Any, ...] = ([], "mon", 7, True)
        for value in values:
            with self.subTest(value=value):
                self.assert_refused(value, "service_hours: write")

    def test_it_names_an_unknown_day(self) -> None:
        self.assert_refused({"monday": {}}, "'monday': not a day")

    def test_it_names_a_day_that_is_no_object(self) -> None:
        self.assert_refused({"mon": [["11:00", "15:00"]]}, "mon: write")

    def test_it_names_an_unknown_kind(self) -> None:
        self.assert_refused({"mon": {"shut": []}}, "mon.shut: not known")

    def test_it_names_a_kind_that_is_no_list(self) -> None:
        self.assert_refused({"mon": {"open": "11:00"}}, "mon.open: write a list")

    def test_it_names_a_block_that_is_no_pair(self) -> None:
        self.assert_refused({"mon": {"open": [["11:00"]]}}, "mon.open[0]: write a pair")

    def test_it_names_a_bad_clock_time(self) -> None:
        for clock in ("25:00", "11.00", "11:60", "", 11, None, "11:00:00", "\u0661\u0661:00"):
            with self.subTest(clock=clock):
                week = {"tue": {"rush": [["10:00", "11:00"], ["12:00", clock]]}}
                self.assert_refused(week, "tue.rush[1][1]: ")

    def test_it_refuses_a_start_at_24(self) -> None:
        self.assert_refused({"mon": {"open": [["24:00", "02:00"]]}}, "mon.open[0][0]: ")

    def test_it_refuses_a_block_of_no_length(self) -> None:
        self.assert_refused({"mon": {"open": [["11:00", "11:00"]]}}, "mon.open[0]: starts and ends")

    def test_it_refuses_too_many_blocks(self) -> None:
        blocks = [[f"{hour:02}:00", f"{hour:02}:30"] for hour in range(7)]

        self.assert_refused({"mon": {"open": blocks}}, "mon.open: too many blocks, 6")

    @settings(database=None, deadline=None, derandomize=True)
    @given(value=json_values)
    def test_it_cleans_or_refuses_whatever_json_holds(self, value: Any) -> None:
        try:
            cleaned = validate_service_hours(value)
        except ValueError:
            return

        self.assertEqual(validate_service_hours(cleaned), cleaned)
