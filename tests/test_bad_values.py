"""Values nobody should send, in every field that can be written: a clear 4xx, or kept unharmed."""

from typing import Any

import orjson
from django.test import TestCase

from call_planning.api.serializers import CallInput, PlanInput, SnoozeInput
from call_planning.services.plans import create_plan
from contact.api.serializers import ContactInput
from interaction_tracking.api.serializers import InteractionInput, OrderInput
from leads.api.serializers import LeadInput, StatusChangeRequest
from leads.tests.factories import make_lead
from users.api.serializers import Credentials, ProfileInput, Refresh, UserInput
from users.tests.cast import CastMixin, client_of

CORPUS: dict[str, bytes] = {
    "NUL": b'"a\\u0000b"',
    "four bytes": '"\U0001f35c noodles"'.encode(),
    "right to left": '"\u202emsi \u05e9\u05dc\u05d5\u05dd"'.encode(),
    "one megabyte": b'"' + b"x" * 1_000_000 + b'"',
    "deep": b"[" * 900 + b"]" * 900,
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "NaN": b"NaN",
    "infinity": b"1e999",
    "huge": b"123456789012345678901234567890",
    "beyond 64 bits": b"9223372036854775808",
    "negative": b"-1",
    "fraction": b"0.1234567890123456789",
    "year 1": b'"0001-01-01T00:00:00Z"',
    "year 9999": b'"9999-12-31T23:59:59Z"',
    "year 1 elsewhere": b'"0001-01-01T00:00:00+14:00"',
    "lone surrogate": b'"\\ud800"',
    "object": b'{"a": 1}',
    "list": b'["a"]',
    "null": b"null",
    "true": b"true",
    "empty": b'""',
    "blank": b'"   "',
}


class BadValueTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.admin)
        self.plan = create_plan(self.lead, by=self.admin, frequency="DAILY")
        self.api = client_of(self.admin)
        self.api.raise_request_exception = False

    def doors(self) -> list[tuple[str, Any, dict[str, Any]]]:
        lead, plan = self.lead.pk, self.plan.pk
        touch = {"lead": lead, "interaction_type": "NOTE"}
        return [
            ("/lead/restaurants/", LeadInput, {"name": "A"}),
            (f"/lead/restaurants/{lead}/change_status/", StatusChangeRequest, {"status": "NEW"}),
            ("/contact/contacts/", ContactInput, {"restaurant": lead, "name": "A"}),
            ("/track/interactions/", InteractionInput, touch),
            ("/call/", PlanInput, {"lead": lead, "frequency": "DAILY"}),
            (f"/call/{plan}/record_call/", CallInput, {}),
            (f"/call/{plan}/snooze/", SnoozeInput, {"until": "2999-01-01T00:00:00Z"}),
            ("/api/users/", UserInput, {"username": "n", "password": "long-enough-9"}),
            ("/api/token/", Credentials, {"username": "n", "password": "p"}),
            ("/api/token/refresh/", Refresh, {"refresh": "r"}),
        ]

    def send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        content = orjson.dumps(body).decode()
        return self.api.generic(method, path, content, "application/json")

    def check(self, answer: Any, where: str) -> None:
        self.assertLess(answer.status_code, 500, where)
        self.assertEqual(answer.headers["Content-Type"], "application/json", where)

    def test_every_field_of_every_post_survives_the_corpus(self) -> None:
        for path, schema, body in self.doors():
            for field in schema().fields:
                for name, value in CORPUS.items():
                    content = orjson.dumps({**body, field: orjson.Fragment(value)}).decode()
                    answer = self.api.generic("POST", path, content, "application/json")
                    self.check(answer, f"{path} {field} {name}")

    def test_every_field_of_a_profile_survives_the_corpus(self) -> None:
        for field in ProfileInput().fields:
            for name, value in CORPUS.items():
                content = orjson.dumps({field: orjson.Fragment(value)}).decode()
                answer = self.api.generic("PATCH", "/api/users/me/", content, "application/json")
                self.check(answer, f"me {field} {name}")

    def test_every_field_of_an_order_survives_the_corpus(self) -> None:
        for field in OrderInput().fields:
            for name, value in CORPUS.items():
                order = {field: orjson.Fragment(value)}
                body = {"lead": self.lead.pk, "interaction_type": "ORDER", "order": order}
                answer = self.send("POST", "/track/interactions/", body)
                self.check(answer, f"order {field} {name}")

    def test_text_of_four_bytes_and_right_to_left_comes_back_unharmed(self) -> None:
        for text in ("\U0001f35c noodles", "\u05e9\u05dc\u05d5\u05dd \u202eabc"):
            answer = self.send("POST", "/lead/restaurants/", {"name": text, "notes": text})
            self.assertEqual((answer.json()["name"], answer.json()["notes"]), (text, text))

    def test_a_body_that_is_no_object_is_refused(self) -> None:
        for content in ("", "[]", "null", "1", '"x"', "{", "\x00"):
            answer = self.api.generic("POST", "/lead/restaurants/", content, "application/json")
            self.assertEqual(answer.status_code, 400, content)

    def test_a_body_over_the_limit_is_413_and_no_json_is_415(self) -> None:
        big = '{"notes": "' + "x" * 3_000_000 + '"}'
        answer = self.api.generic("POST", "/lead/restaurants/", big, "application/json")
        self.assertEqual(answer.status_code, 413)

        answer = self.api.generic("POST", "/lead/restaurants/", "name=A", "text/plain")
        self.assertEqual(answer.status_code, 415)

    def test_ids_no_database_can_hold_do_not_exist(self) -> None:
        for pk in ("0", "9" * 18, "9" * 19, "-1", "x"):
            self.assertEqual(self.api.get(f"/lead/restaurants/{pk}/").status_code, 404, pk)
