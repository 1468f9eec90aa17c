"""Coming in, staying in, going out."""

from django.test import TestCase
from rest_framework.test import APIClient

from users.models import User
from users.services.tokens import start_session


class TokenTests(TestCase):
    def setUp(self) -> None:
        self.kam = User.objects.create_user("kam", password="a-good-password")
        self.pair = start_session(self.kam)

    def post(self, path: str, **body: str) -> int:
        return APIClient().post(f"/api/token/{path}", body, format="json").status_code

    def me(self, access: str) -> int:
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {access}")
        return client.get("/api/users/me/").status_code

    def test_the_right_password_opens(self) -> None:
        self.assertEqual(self.post("", username="kam", password="a-good-password"), 200)

    def test_a_wrong_password_does_not(self) -> None:
        self.assertEqual(self.post("", username="kam", password="wrong"), 401)

    def test_an_access_token_is_good_for_reading(self) -> None:
        self.assertEqual(self.me(self.pair["access"]), 200)

    def test_a_refresh_token_is_no_access_token(self) -> None:
        self.assertEqual(self.me(self.pair["refresh"]), 401)

    def test_garbage_is_no_token(self) -> None:
        for token in ("", "x", "a.b.c", "ü"):
            self.assertEqual(self.me(token), 401)

    def test_a_refresh_token_works_once(self) -> None:
        self.assertEqual(self.post("refresh/", refresh=self.pair["refresh"]), 200)
        self.assertEqual(self.post("refresh/", refresh=self.pair["refresh"]), 401)

    def test_a_replay_ends_the_whole_family(self) -> None:
        answer = APIClient().post("/api/token/refresh/", {"refresh": self.pair["refresh"]})
        self.post("refresh/", refresh=self.pair["refresh"])

        self.assertEqual(self.post("refresh/", refresh=answer.json()["refresh"]), 401)
        self.assertEqual(self.me(answer.json()["access"]), 401)

    def test_logging_out_ends_the_access_token_at_once(self) -> None:
        self.assertEqual(self.post("logout/", refresh=self.pair["refresh"]), 204)

        self.assertEqual(self.me(self.pair["access"]), 401)

    def test_another_log_in_goes_on(self) -> None:
        other = start_session(self.kam)

        self.post("logout/", refresh=self.pair["refresh"])

        self.assertEqual(self.me(other["access"]), 200)

    def test_a_deactivated_user_is_out_at_once(self) -> None:
        User.objects.filter(pk=self.kam.pk).update(is_active=False)

        self.assertEqual(self.me(self.pair["access"]), 401)
        self.assertEqual(self.post("refresh/", refresh=self.pair["refresh"]), 401)

    def test_after_ten_wrong_passwords_even_the_right_one_waits(self) -> None:
        for _ in range(10):
            self.assertEqual(self.post("", username="kam", password="wrong"), 401)

        answer = APIClient().post("/api/token/", {"username": "kam", "password": "a-good-password"})

        self.assertEqual(answer.status_code, 429)
        self.assertGreater(int(answer.headers["Retry-After"]), 0)

    def test_a_right_password_forgives_the_wrong_ones(self) -> None:
        for _ in range(3):
            for _ in range(9):
                self.post("", username="kam", password="wrong")
            self.assertEqual(self.post("", username="kam", password="a-good-password"), 200)
