"""The log says of each request what was asked and how it went, and nothing that is private."""

import logging

import orjson
from django.test import TestCase, override_settings

from kernel.logs import HEADER, JsonLines, Named
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class RequestLogTests(CastMixin, TestCase):
    def lines_of(self, path: str, **headers: str) -> str:
        with self.assertLogs("requests", "INFO") as log:
            self.answer = client_of(self.owner).get(path, headers=headers)
        return "\n".join(log.output)

    def test_a_line_says_who_asked_what_and_how_it_went(self) -> None:
        lead = make_lead(assigned_to=self.owner)

        line = self.lines_of(f"/lead/restaurants/{lead.pk}/")

        self.assertIn(f"method=GET path=/lead/restaurants/{lead.pk}/ status=200 ms=", line)
        self.assertTrue(line.endswith(f"user={self.owner.pk}"), line)

    def test_somebody_of_the_pages_is_named_without_a_query_for_it(self) -> None:
        self.client.force_login(self.owner)

        with self.assertLogs("requests", "INFO") as log:
            self.client.get("/leads/")

        self.assertIn(f"user={self.owner.pk}", log.output[0])

    def test_what_was_searched_for_is_not_written(self) -> None:
        self.assertNotIn("lucca", self.lines_of("/lead/restaurants/?search=lucca"))

    def test_a_secret_in_an_address_is_not_written(self) -> None:
        line = self.lines_of("/password/new/MQ/a-token-of-the-mail/")

        self.assertNotIn("a-token", line)

    def test_an_address_cannot_begin_a_line_of_its_own(self) -> None:
        self.assertEqual(len(self.lines_of("/no%0Awhere/").splitlines()), 1)

    def test_every_answer_names_its_request_anew(self) -> None:
        names = set()
        for path in ("/lead/restaurants/", "/nowhere/", "/lead/restaurants/?limit=x"):
            self.lines_of(path)
            names.add(self.answer[HEADER])

        self.assertEqual(len(names), 3)

    def test_what_django_warns_of_afterwards_has_the_name_of_its_request(self) -> None:
        record = logging.makeLogRecord({"name": "django.request"})

        answer = self.client.get("/nowhere/")
        Named().filter(record)

        self.assertEqual(vars(record)["request_name"], answer[HEADER])

    def test_only_a_trusted_proxy_names_a_request(self) -> None:
        self.lines_of("/lead/", **{HEADER: "from-outside"})
        self.assertNotEqual(self.answer[HEADER], "from-outside")

        with override_settings(TRUSTED_PROXIES=1):
            self.lines_of("/lead/", **{HEADER: "from-the-proxy"})
            self.assertEqual(self.answer[HEADER], "from-the-proxy")
            self.lines_of("/lead/", **{HEADER: "no name"})
            self.assertNotEqual(self.answer[HEADER], "no name")

    def test_a_line_of_json_holds_the_same(self) -> None:
        facts = {"path": "/lead/", "status": 200}
        record = logging.LogRecord("requests", 20, "", 0, "path=/lead/", (), None)
        record.facts = facts
        Named().filter(record)

        line = orjson.loads(JsonLines().format(record))

        self.assertEqual({name: line[name] for name in facts}, facts)
        self.assertEqual((line["level"], line["logger"]), ("INFO", "requests"))
