from datetime import date, timedelta

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.working_days import WorkingCalendar, public_holidays

BRITISH = WorkingCalendar(country="GB")
# In 2024: Thursday 28 March, Good Friday 29, weekend, Tuesday 2 April (Easter Monday is no
# holiday for the whole of the United Kingdom).
GOOD_FRIDAY = date(2024, 3, 29)
EASTER_LEAVE = WorkingCalendar(
    country="GB", leave=((date(2024, 3, 27), date(2024, 3, 28)), (date(2024, 4, 1),) * 2)
)
ON_LEAVE_FOR_YEARS = WorkingCalendar(leave=((date(2024, 1, 1), date(2029, 1, 1)),))

dates = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 1, 1))
calendars = st.builds(
    WorkingCalendar,
    weekdays=st.frozensets(st.integers(0, 6)),
    leave=st.lists(
        st.builds(lambda day, n: (day, day + timedelta(days=n)), dates, st.integers(0, 800)),
        max_size=3,
    ).map(tuple),
    country=st.sampled_from(["", "GB", "US", "IN", "JP", "ZZ"]),
)


class PublicHolidaysTests(SimpleTestCase):
    def test_it_knows_a_countrys_holidays(self) -> None:
        self.assertIn(GOOD_FRIDAY, public_holidays("GB", 2024))

    def test_it_takes_a_code_in_small_letters(self) -> None:
        self.assertEqual(public_holidays("gb", 2024), public_holidays("GB", 2024))

    def test_an_unknown_country_has_none(self) -> None:
        for country in ("ZZ", "WEEKEND", "__doc__", "é"):
            with self.subTest(country=country):
                self.assertEqual(public_holidays(country, 2024), frozenset())


class IsWorkingDayTests(SimpleTestCase):
    def test_a_weekday_is_worked(self) -> None:
        self.assertTrue(BRITISH.is_working_day(date(2024, 3, 28)))

    def test_a_weekend_is_not(self) -> None:
        self.assertFalse(BRITISH.is_working_day(date(2024, 3, 30)))

    def test_a_public_holiday_is_not(self) -> None:
        self.assertFalse(BRITISH.is_working_day(GOOD_FRIDAY))

    def test_another_countrys_holiday_is(self) -> None:
        self.assertTrue(WorkingCalendar(country="US").is_working_day(GOOD_FRIDAY))

    def test_the_first_and_last_day_of_leave_are_not(self) -> None:
        calendar = WorkingCalendar(leave=((date(2024, 5, 6), date(2024, 5, 8)),))

        worked = [calendar.is_working_day(date(2024, 5, day)) for day in (6, 8, 9)]

        self.assertEqual(worked, [False, False, True])

    def test_a_week_of_ones_own_counts(self) -> None:
        weekend_shift = WorkingCalendar(weekdays=frozenset({5, 6}))

        self.assertTrue(weekend_shift.is_working_day(date(2024, 3, 30)))
        self.assertFalse(weekend_shift.is_working_day(date(2024, 3, 28)))

    def test_a_week_that_is_not_set_works_every_weekday(self) -> None:
        calendar = WorkingCalendar(weekdays=frozenset())

        self.assertTrue(calendar.is_working_day(date(2024, 3, 31)))


class ShownDayTests(SimpleTestCase):
    def test_a_working_day_shows_itself(self) -> None:
        day = date(2024, 3, 28)

        self.assertEqual(BRITISH.shown_day(day, tier="A"), day)
        self.assertEqual(BRITISH.shown_day(day, tier="B"), day)

    def test_tier_a_shows_before_a_holiday_and_weekend(self) -> None:
        shown = BRITISH.shown_day(date(2024, 3, 31), tier="A")

        self.assertEqual(shown, date(2024, 3, 28))

    def test_other_tiers_show_after_a_holiday_and_weekend(self) -> None:
        for tier in ("B", "C", "D", ""):
            with self.subTest(tier=tier):
                self.assertEqual(BRITISH.shown_day(GOOD_FRIDAY, tier=tier), date(2024, 4, 1))

    def test_tier_a_shows_before_leave_that_joins_a_holiday(self) -> None:
        shown = EASTER_LEAVE.shown_day(date(2024, 3, 31), tier="A")

        self.assertEqual(shown, date(2024, 3, 26))

    def test_other_tiers_show_after_leave_that_joins_a_holiday(self) -> None:
        shown = EASTER_LEAVE.shown_day(date(2024, 3, 27), tier="C")

        self.assertEqual(shown, date(2024, 4, 2))

    def test_both_cross_the_year_end(self) -> None:
        new_year = date(2025, 1, 1)
        calendar = WorkingCalendar(country="GB", leave=((date(2024, 12, 30), date(2024, 12, 31)),))

        self.assertEqual(calendar.shown_day(new_year, tier="A"), date(2024, 12, 27))
        self.assertEqual(calendar.shown_day(new_year, tier="B"), date(2025, 1, 2))

    def test_endless_leave_shows_the_due_day_itself(self) -> None:
        day = date(2026, 6, 1)

        self.assertEqual(ON_LEAVE_FOR_YEARS.shown_day(day, tier="A"), day)
        self.assertEqual(ON_LEAVE_FOR_YEARS.shown_day(day, tier="B"), day)

    def test_it_stops_at_the_ends_of_the_calendar(self) -> None:
        always_off = WorkingCalendar(leave=((date.min, date.max),))

        for day in (date.min, date.max):
            with self.subTest(day=day):
                self.assertEqual(always_off.nearest_before(day), day)
                self.assertEqual(always_off.nearest_after(day), day)


class HorizonTests(SimpleTestCase):
    def test_it_is_today_before_a_working_day(self) -> None:
        self.assertEqual(BRITISH.horizon(date(2024, 3, 27)), date(2024, 3, 27))

    def test_it_reaches_over_a_holiday_and_weekend(self) -> None:
        self.assertEqual(BRITISH.horizon(date(2024, 3, 28)), date(2024, 3, 31))

    def test_it_reaches_over_the_rest_of_free_days(self) -> None:
        self.assertEqual(BRITISH.horizon(date(2024, 3, 30)), date(2024, 3, 31))

    def test_it_looks_366_days_ahead_at_most(self) -> None:
        self.assertEqual(ON_LEAVE_FOR_YEARS.horizon(date(2024, 1, 1)), date(2025, 1, 1))

    def test_it_stops_at_the_end_of_the_calendar(self) -> None:
        self.assertEqual(BRITISH.horizon(date.max), date.max)

    @settings(database=None, deadline=None, derandomize=True)
    @given(calendar=calendars, today=dates, ahead=st.integers(-10, 800))
    def test_no_call_beyond_it_shows_today(
        self, calendar: WorkingCalendar, today: date, ahead: int
    ) -> None:
        due = calendar.horizon(today) + timedelta(days=ahead)

        for tier in ("A", "B"):
            if calendar.shown_day(due, tier=tier) <= today:
                self.assertLessEqual(due, calendar.horizon(today))

    @settings(database=None, deadline=None, derandomize=True)
    @given(calendar=calendars, today=dates)
    def test_every_tier_a_call_up_to_it_shows_on_a_worked_today(
        self, calendar: WorkingCalendar, today: date
    ) -> None:
        if calendar.is_working_day(today):
            shown = calendar.shown_day(calendar.horizon(today), tier="A")

            self.assertEqual(shown, today)
