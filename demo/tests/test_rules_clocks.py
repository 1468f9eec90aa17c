from datetime import UTC, date, datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

import numpy as np

from call_planning.rules.frequency import _months_later
from call_planning.rules.working_days import WorkingCalendar
from demo.rules.calendars import EPOCH, Calendars
from demo.rules.clocks import DAY, Clocks, day_of_month, months_later
from demo.rules.places import ZONES

FIRST = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2026, 12, 31, tzinfo=UTC).timestamp())


class ClocksTests(TestCase):
    clocks = Clocks(ZONES, first=FIRST, last=LAST)

    def test_the_wall_shows_what_zoneinfo_says_all_year(self) -> None:
        moments = np.arange(FIRST, LAST, 5_000)
        for name, index in self.clocks.index.items():
            zone = ZoneInfo(name)
            wall = self.clocks.wall(np.full(moments.size, index), moments).tolist()
            told = [datetime.fromtimestamp(at, zone).replace(tzinfo=UTC) for at in moments.tolist()]
            self.assertEqual(wall, [int(one.timestamp()) for one in told])

    def test_a_working_hour_on_the_wall_leads_back_to_its_moment(self) -> None:
        days = np.arange(FIRST // DAY + 3, LAST // DAY - 3)
        for index in self.clocks.index.values():
            zone = np.full(days.size, index)
            moment = self.clocks.moment(zone, days * DAY + 9 * 3600)
            self.assertTrue((self.clocks.wall(zone, moment) == days * DAY + 9 * 3600).all())

    def test_months_end_where_the_product_lets_them_end(self) -> None:
        days = np.arange(20_000, 20_800)
        for months in (1, 3):
            later = months_later(days, np.full(days.size, months)).tolist()
            for day, then in zip(days.tolist(), later, strict=True):
                here = EPOCH + timedelta(days=day)
                rule = _months_later(here, months, anchor_day=here.day)
                self.assertEqual(EPOCH + timedelta(days=then), rule)

    def test_the_day_of_the_month_counts_from_one(self) -> None:
        days = np.array([(date(2026, 3, day) - EPOCH).days for day in (1, 31)])

        self.assertEqual(day_of_month(days).tolist(), [1, 31])


class CalendarsTests(TestCase):
    def test_the_tables_say_what_the_calendar_says(self) -> None:
        leave = ((date(2026, 5, 4), date(2026, 5, 8)),)
        calendar = WorkingCalendar(leave=leave, country="GB")
        first = (date(2026, 4, 1) - EPOCH).days
        tables = Calendars([WorkingCalendar(), calendar], first=first, last=first + 90)
        for offset in range(91):
            day = EPOCH + timedelta(days=first + offset)
            asked = (np.array([1]), np.array([first + offset]))
            before, after = tables.worked_before(*asked), tables.worked_after(*asked)
            self.assertEqual(EPOCH + timedelta(days=int(before[0])), calendar.nearest_before(day))
            self.assertEqual(EPOCH + timedelta(days=int(after[0])), calendar.nearest_after(day))
