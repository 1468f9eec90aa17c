from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase

from call_planning.rules.outcome import effect_of, is_contact

AT = datetime(2025, 3, 10, 9, tzinfo=UTC)
ATTEMPTS = ("NO_ANSWER", "BUSY", "LEFT_MESSAGE", "WRONG_NUMBER", "CALL_BACK")


class OutcomeTests(SimpleTestCase):
    def test_a_connected_call_moves_the_plan(self) -> None:
        self.assertEqual(effect_of("CONNECTED", at=AT), (True, None))

    def test_no_other_outcome_moves_the_plan(self) -> None:
        for outcome in ATTEMPTS:
            with self.subTest(outcome=outcome):
                self.assertFalse(effect_of(outcome, at=AT).moves_plan)
                self.assertFalse(is_contact(outcome))

    def test_a_busy_line_is_tried_again_in_an_hour(self) -> None:
        self.assertEqual(effect_of("BUSY", at=AT).retry_at, AT + timedelta(hours=1))

    def test_an_unanswered_call_is_tried_again_in_three_hours(self) -> None:
        self.assertEqual(effect_of("NO_ANSWER", at=AT).retry_at, AT + timedelta(hours=3))

    def test_a_message_is_followed_up_in_three_hours(self) -> None:
        self.assertEqual(effect_of("LEFT_MESSAGE", at=AT).retry_at, AT + timedelta(hours=3))

    def test_a_wrong_number_is_not_tried_again(self) -> None:
        self.assertIsNone(effect_of("WRONG_NUMBER", at=AT).retry_at)

    def test_a_promised_call_back_keeps_its_time(self) -> None:
        promised = datetime(2025, 3, 14, 15, tzinfo=UTC)

        effect = effect_of("CALL_BACK", at=AT, follow_up_at=promised)

        self.assertEqual(effect.retry_at, promised)

    def test_a_call_back_without_a_time_is_a_day_later(self) -> None:
        self.assertEqual(effect_of("CALL_BACK", at=AT).retry_at, AT + timedelta(days=1))

    def test_a_follow_up_does_not_change_other_retries(self) -> None:
        effect = effect_of("BUSY", at=AT, follow_up_at=AT + timedelta(days=9))

        self.assertEqual(effect.retry_at, AT + timedelta(hours=1))

    def test_it_refuses_an_unknown_outcome(self) -> None:
        with self.assertRaisesMessage(ValueError, "'MAYBE' is not a call outcome."):
            effect_of("MAYBE", at=AT)

    def test_it_refuses_a_retry_past_the_year_9999(self) -> None:
        with self.assertRaisesMessage(ValueError, "past the year 9999"):
            effect_of("BUSY", at=datetime.max.replace(tzinfo=UTC))
