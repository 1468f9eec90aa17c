from datetime import UTC, datetime, time, timedelta

from django.test import SimpleTestCase

from jobs.rules import Daily, Every, is_last, is_well, pause_after


class PauseTests(SimpleTestCase):
    def test_each_pause_is_four_times_the_one_before(self) -> None:
        pauses = [pause_after(n, first=timedelta(seconds=15), chance=0) for n in range(1, 5)]

        self.assertEqual([pause.total_seconds() for pause in pauses], [15, 60, 240, 960])

    def test_chance_takes_off_up_to_half(self) -> None:
        self.assertEqual(pause_after(1, first=timedelta(seconds=10), chance=1).seconds, 5)

    def test_the_fifth_attempt_is_the_last(self) -> None:
        self.assertEqual([is_last(n) for n in (1, 4, 5, 6)], [False, False, True, True])


class RhythmTests(SimpleTestCase):
    def test_daily_is_due_at_the_local_hour(self) -> None:
        rhythm = Daily(time(2, 10), "America/New_York")

        due = rhythm.last_due(datetime(2026, 1, 15, 12, tzinfo=UTC))

        self.assertEqual(due, datetime(2026, 1, 15, 7, 10, tzinfo=UTC))

    def test_before_the_hour_yesterday_s_was_the_last(self) -> None:
        due = Daily(time(2, 10)).last_due(datetime(2026, 1, 15, 2, 9, 59, tzinfo=UTC))

        self.assertEqual(due, datetime(2026, 1, 14, 2, 10, tzinfo=UTC))

    def test_a_time_skipped_by_the_change_of_clocks_is_an_hour_later(self) -> None:
        due = Daily(time(2, 30), "Europe/Paris").last_due(datetime(2026, 3, 29, 12, tzinfo=UTC))

        self.assertEqual(due, datetime(2026, 3, 29, 1, 30, tzinfo=UTC))  # 03:30 in Paris

    def test_a_time_that_comes_twice_is_due_once(self) -> None:
        rhythm = Daily(time(2, 30), "Europe/Paris")
        start = datetime(2026, 10, 25, tzinfo=UTC)

        dues = {rhythm.last_due(start + timedelta(minutes=10 * n)) for n in range(1, 144)}

        self.assertEqual(dues, {rhythm.last_due(start), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)})

    def test_every_so_many_minutes_is_the_same_moment_whoever_looks(self) -> None:
        looks = (
            datetime(2026, 1, 1, 10, 5, tzinfo=UTC),
            datetime(2026, 1, 1, 10, 9, 59, tzinfo=UTC),
        )

        dues = {Every(minutes=5).last_due(look) for look in looks}

        self.assertEqual(dues, {datetime(2026, 1, 1, 10, 5, tzinfo=UTC)})


class WellTests(SimpleTestCase):
    def test_all_is_well_unless_work_waits_and_nobody_is_there(self) -> None:
        for waiting, unseen, well in (
            (None, None, True),
            (10, None, True),
            (600, 5, True),
            (600, None, False),
            (600, 600, False),
            (None, 600, True),
        ):
            with self.subTest(waiting=waiting, unseen=unseen):
                self.assertEqual(is_well(waiting=waiting, unseen=unseen), well)
