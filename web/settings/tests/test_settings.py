"""What a person sets about themselves, and its way back."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client, TestCase

from users.models import TokenFamily, User
from users.services.tokens import start_session
from web.settings.log_ins import named

WEEK = {"mon_from": "10:00", "mon_to": "16:00"}
LOOK = {"theme": "dark", "language": "fr", "keys": "off"}


def undo_of(answer: Any) -> str:
    return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])


class SettingsUndoTests(TestCase):
    def setUp(self) -> None:
        self.user = User.objects.create(username="asha")
        self.client.force_login(self.user)

    def undo(self, answer: Any) -> HttpResponse:
        return self.client.post("/undo/", {"token": undo_of(answer)})  # type: ignore[return-value]

    def test_the_look_is_a_language_of_the_person_and_cookies_of_the_browser(self) -> None:
        answer = self.client.post("/settings/look/", LOOK)

        self.user.refresh_from_db()
        self.assertEqual(self.user.language, "fr")
        kept = {name: answer.cookies[name].value for name in ("theme", "keys")}
        self.assertEqual(kept, {"theme": "dark", "keys": "off"})
        self.assertEqual(answer["HX-Refresh"], "true")

    def test_theme_keys_and_language_come_back(self) -> None:
        self.client.cookies["theme"] = "light"

        back = self.undo(self.client.post("/settings/look/", LOOK))

        self.user.refresh_from_db()
        kept = {name: back.cookies[name].value for name in ("theme", "keys")}
        self.assertEqual((self.user.language, kept), ("en", {"theme": "light", "keys": "on"}))
        self.assertEqual(back["HX-Refresh"], "true")

    def test_a_later_change_of_language_is_not_undone(self) -> None:
        answer = self.client.post("/settings/look/", LOOK)
        self.client.post("/settings/profile/", {"timezone": "UTC", "call_capacity": "9"})

        self.assertEqual(self.undo(answer).status_code, 409)

    def test_the_week_comes_back(self) -> None:
        before = self.user.working_week

        self.undo(self.client.post("/settings/week/", WEEK))

        self.user.refresh_from_db()
        self.assertEqual(self.user.working_week, before)

    def test_leave_comes_back(self) -> None:
        days = {"first_day": "2099-01-01", "last_day": "2099-01-02"}

        self.undo(self.client.post("/settings/leave/", days))

        self.user.refresh_from_db()
        self.assertEqual(self.user.leave, [])

    def test_one_part_asks_nothing_for_the_others(self) -> None:
        asked = {"HX-Request": "true", "HX-Target": "week"}
        # session, user; not the sessions of everybody
        with self.assertNumQueries(2):
            self.client.get("/settings/", headers=asked)


class LogInsTests(TestCase):
    def setUp(self) -> None:
        self.user = User.objects.create_user("asha", password="a-long-enough-one")
        self.log_in(self.client, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
        self.phone = Client()
        self.log_in(self.phone, "Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537")

    def log_in(self, client: Client, agent: str) -> None:
        words = {"username": "asha", "password": "a-long-enough-one"}
        client.post("/log-in/", words, headers={"User-Agent": agent})

    def places(self) -> list[str]:
        return [one.agent for one in self.client.get("/settings/").context["log_ins"]]

    def handle(self, place: int) -> str:
        found = self.client.get("/settings/").context["log_ins"]
        return str(found[place].handle)

    def test_each_says_from_what_it_began_this_one_first(self) -> None:
        self.assertEqual(self.places(), ["Firefox, Windows", "Chrome, Android"])

    def test_one_of_them_is_ended_the_other_stays(self) -> None:
        self.client.post(f"/settings/log-ins/{self.handle(1)}/end/")

        self.assertEqual(self.places(), ["Firefox, Windows"])
        self.assertEqual(self.phone.get("/settings/").status_code, 302)

    def test_a_program_is_logged_out_too(self) -> None:
        start_session(self.user)
        found = self.client.get("/settings/").context["log_ins"]
        handle = next(one.handle for one in found if one.program)

        self.client.post(f"/settings/log-ins/{handle}/end/")

        self.assertFalse(TokenFamily.objects.filter(revoked_at=None).exists())

    def test_nobody_ends_a_log_in_of_somebody_else(self) -> None:
        stranger = User.objects.create(username="stranger")
        family = start_session(stranger)
        pk = TokenFamily.objects.get().pk

        answer = self.client.post(f"/settings/log-ins/program-{pk}/end/")

        self.assertEqual((answer.status_code, bool(family)), (409, True))
        self.assertTrue(TokenFamily.objects.filter(revoked_at=None).exists())

    def test_what_a_browser_says_of_itself_is_read(self) -> None:
        edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0"
        iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1"

        self.assertEqual([named(edge), named(iphone)], ["Edge, Windows", "Safari, iPhone"])
        self.assertEqual(named("curl/8"), "")
