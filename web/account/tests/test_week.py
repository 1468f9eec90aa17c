"""The hours of a restaurant, read at a glance."""

from django.test import SimpleTestCase

from web.account.week import TO, day_names, hours_of

LONG = {"open": [["10:00", "23:00"]], "rush": [["12:00", "14:00"], ["19:00", "21:30"]]}
SHORT = {"open": [["12:00", "20:00"]]}


class WeekTests(SimpleTestCase):
    def test_equal_days_in_a_row_are_one_line(self) -> None:
        week = dict.fromkeys(("mon", "tue", "wed"), LONG) | {"fri": LONG, "sun": SHORT}

        self.assertEqual([hours.days for hours in hours_of(week)], [f"Mon{TO}Wed", "Fri", "Sun"])

    def test_blocks_stand_apart(self) -> None:
        (hours,) = hours_of({"mon": LONG})

        self.assertEqual(hours.rush, f"12:00{TO}14:00, 19:00{TO}21:30")

    def test_days_of_delivery_are_names(self) -> None:
        self.assertEqual(day_names(["mon", "thu"]), "Mon, Thu")
