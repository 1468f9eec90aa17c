"""Changing one's own password, and where one is logged in."""

from django.test import Client, TestCase

from users.models import User

OLD, NEW = "a-long-enough-one", "another-long-enough-one"


class OwnPasswordTests(TestCase):
    def setUp(self) -> None:
        self.user = User.objects.create(username="asha")
        self.user.set_password(OLD)
        self.user.save()
        self.client.login(username="asha", password=OLD)
        self.elsewhere = Client()
        self.elsewhere.login(username="asha", password=OLD)

    def change(self, current: str, password: str = NEW) -> int:
        words = {"current": current, "password": password}
        return self.client.post("/settings/password/", words).status_code

    def test_it_is_changed_and_only_this_browser_stays_in(self) -> None:
        self.assertEqual(self.change(OLD), 204)

        self.assertEqual(self.client.get("/settings/").status_code, 200)
        self.assertEqual(self.elsewhere.get("/settings/").status_code, 302)
        self.assertTrue(Client().login(username="asha", password=NEW))

    def test_whoever_does_not_know_the_old_one_changes_nothing(self) -> None:
        self.assertEqual(self.change("a-guess"), 422)

        self.assertTrue(Client().login(username="asha", password=OLD))

    def test_a_password_too_short_is_refused_beside_its_field(self) -> None:
        answer = self.client.post("/settings/password/", {"current": OLD, "password": "short"})

        self.assertContains(answer, "too short", status_code=422)

    def test_the_settings_list_both_browsers_and_end_the_other(self) -> None:
        shown = self.client.get("/settings/").context["log_ins"]
        self.assertEqual([one.here for one in shown].count(True), 1)
        self.assertEqual(len(shown), 2)

        self.client.post("/settings/log-out-everywhere/")

        self.assertEqual(self.elsewhere.get("/settings/").status_code, 302)
        self.assertEqual(len(self.client.get("/settings/").context["log_ins"]), 1)
