"""What is over is forgotten; what could still be used is not."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from users.models import FailedLogins, GivenAnswer, RefreshToken, TokenFamily
from users.services.retention import ANSWERS_KEPT, forget_expired
from users.services.tokens import TokenRefused, refresh_session, start_session
from users.tests.cast import CastMixin


class ForgetExpiredTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()

    def test_an_old_answer_goes_and_a_young_one_stays(self) -> None:
        for key, age in {"old": ANSWERS_KEPT * 2, "young": timedelta(days=1)}.items():
            GivenAnswer.objects.create(user=self.owner, key=key, at=self.now - age)

        forget_expired(now=self.now)

        self.assertEqual(list(GivenAnswer.objects.values_list("key", flat=True)), ["young"])

    def test_a_throttle_window_that_is_over_goes(self) -> None:
        for key, hours in {"over": -1, "open": 1}.items():
            ends = self.now + timedelta(hours=hours)
            FailedLogins.objects.create(key=key, count=1, window_ends_at=ends)

        forget_expired(now=self.now)

        self.assertEqual(list(FailedLogins.objects.values_list("key", flat=True)), ["open"])

    def test_a_used_token_is_kept_while_its_family_lives(self) -> None:
        first = start_session(self.owner)["refresh"]
        refresh_session(first)

        forget_expired(now=self.now)

        with self.assertRaises(TokenRefused):
            refresh_session(first)
        self.assertIsNotNone(TokenFamily.objects.get().revoked_at)

    def test_a_log_in_whose_tokens_expired_goes(self) -> None:
        start_session(self.owner)
        RefreshToken.objects.update(expires_at=self.now - timedelta(seconds=1))

        gone = forget_expired(now=self.now)

        self.assertEqual(gone["log-ins"], 1)
        self.assertFalse(TokenFamily.objects.exists())
