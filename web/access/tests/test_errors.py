"""How a page says no, in HTML to a browser and in JSON to a program, even without a database."""

from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connection
from django.test import Client, TestCase

from users.models import User
from users.tests.cast import CastMixin

BROWSER = {"Accept": "text/html"}
ELSEWHERE = {"Host": "elsewhere.example", **BROWSER}


def gone(*args: object) -> None:
    raise OperationalError("the server closed the connection")


class ErrorPageTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.owner)

    def test_a_page_that_is_not_there(self) -> None:
        answer = self.client.get("/not-there/", headers=BROWSER)

        self.assertContains(answer, "There is nothing here", status_code=404)

    def test_a_page_that_is_for_others(self) -> None:
        answer = self.client.get("/team/", headers=BROWSER)

        self.assertContains(answer, "You may not see this", status_code=403)

    def test_a_request_that_cannot_be_read(self) -> None:
        answer = self.client.get("/", headers=ELSEWHERE)

        self.assertContains(answer, "This request cannot be read", status_code=400)

    def test_a_fault_of_ours(self) -> None:
        with connection.execute_wrapper(lambda *args: 1 / 0):
            answer = self.client.get("/", headers=BROWSER)

        self.assertContains(answer, "wrong on our side", status_code=500)

    def test_the_database_is_away(self) -> None:
        with connection.execute_wrapper(gone):
            for path in ("/", "/log-in/", "/not-there/"):
                answer = self.client.get(path, headers=BROWSER)

                self.assertContains(answer, "The database is away", status_code=503)
                self.assertEqual(answer["Retry-After"], "60")

    def test_a_program_reads_the_same_in_json(self) -> None:
        with connection.execute_wrapper(gone):
            answer = self.client.get("/call/")

        self.assertEqual(answer.status_code, 503)
        self.assertIn("away", answer.json()["detail"])

    def test_the_words_are_in_the_browsers_language(self) -> None:
        with connection.execute_wrapper(gone):
            answer = self.client.get("/", headers={**BROWSER, "Accept-Language": "fr"})

        self.assertContains(answer, "La base de données", status_code=503)

    def test_a_form_with_a_wrong_token_is_told_so_and_led_back(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.owner)
        before = {**BROWSER, "Referer": "http://testserver/leads/new/"}
        answer = client.post("/leads/new/", {"name": "x"}, headers=before)

        self.assertContains(answer, "This form was open too long", status_code=403)
        self.assertContains(answer, 'href="http://testserver/leads/new/"', status_code=403)

    def test_it_never_leads_to_another_host(self) -> None:
        client = Client(enforce_csrf_checks=True)
        elsewhere = {**BROWSER, "Referer": "https://elsewhere.example/"}
        answer = client.post("/log-in/", {}, headers=elsewhere)

        self.assertNotContains(answer, "elsewhere.example", status_code=403)

    def test_each_keeps_theme_language_and_policy(self) -> None:
        self.client.cookies["theme"] = "dark"
        User.objects.update(language="fr")
        french = {**BROWSER, "Accept-Language": "fr"}
        for status, answer in self.refusals(french):
            with self.subTest(status):
                self.assertContains(answer, '<html lang="fr"', status_code=status)
                self.assertContains(answer, 'data-theme="dark"', status_code=status)
                self.assertContains(answer, "Aller à", status_code=status)
                self.assertIn("default-src 'none'", answer["Content-Security-Policy"])
                self.assertNotRegex(answer.content.decode(), r"<style|style=|onclick|<script>")

    def refusals(self, headers: dict[str, str]) -> Iterator[tuple[int, Any]]:
        yield 404, self.client.get("/not-there/", headers=headers)
        yield 403, self.client.get("/team/", headers=headers)
        yield 400, self.client.get("/", headers={**headers, "Host": "elsewhere.example"})
        with connection.execute_wrapper(lambda *args: 1 / 0):
            yield 500, self.client.get("/", headers=headers)
        with connection.execute_wrapper(gone):
            yield 503, self.client.get("/", headers=headers)
        self.client.handler.enforce_csrf_checks = True
        yield 403, self.client.post("/undo/", headers=headers)

    def test_an_old_token_is_answered_with_a_new_one(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.owner)
        answer = client.post("/undo/", {"token": "x"}, headers={"HX-Request": "true"})

        self.assertEqual(answer.status_code, 403)
        self.assertIn("kam:token", answer["HX-Trigger"])
