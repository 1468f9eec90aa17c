"""When orders count as falling or growing."""

from django.test import SimpleTestCase

from web.today.tags import trend_tone


class TrendTests(SimpleTestCase):
    def tone(self, before: float, recent: float) -> str:
        return trend_tone([0.0] * 4 + [before] * 4 + [recent] * 4)

    def test_a_month_is_judged_by_the_month_before(self) -> None:
        for before, recent, tone in (
            (100, 60, "danger"),
            (100, 71, "slate"),
            (100, 114, "slate"),
            (100, 120, "ok"),
            (0, 50, "slate"),
        ):
            with self.subTest(before=before, recent=recent):
                self.assertEqual(self.tone(before, recent), tone)

    def test_an_account_without_orders_has_no_trend(self) -> None:
        self.assertEqual(trend_tone([]), "slate")
