"""Bad values in every field the schema lets anybody write: a clear 4xx, or kept unharmed."""

import logging
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

import orjson
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from rest_framework.test import APIClient

from call_planning.tests.forecasts import working_day_after
from leads.models import Lead
from tests.bad_values import CORPUS, UNREADABLE, Components, Operation
from tests.fuzzing import KINDS, PASSWORD, make_rows
from tests.snapshots import every_value, whole_database
from tests.test_openapi import generated_schema
from users.services.tokens import start_session
from users.tests.cast import CastMixin, client_of

TEXTS = ("four bytes", "right to left", "one megabyte", "NUL")
AS_A_WHOLE = {401, 409, 413, 429}  # refused for who asks or what is so, not for one field
NEVER_SHOWN = {"password", "refresh"}


class BadValues(CastMixin):
    seconds: ClassVar[float] = 20
    rows: ClassVar[dict[str, list[int]]]
    valid: ClassVar[dict[str, Any]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.admin.team = cls.owner.team
        cls.admin.set_password(PASSWORD)
        cls.admin.save()
        cls.rows = make_rows(cls.admin)
        Lead.objects.filter(pk=cls.rows["lead"][0]).update(lead_status="LOST")
        soon = f"{working_day_after(timezone.now().date() + timedelta(days=1))}"
        cls.valid = {
            "name": "A",
            "restaurant": cls.rows["lead"][0],
            "frequency": "WEEKLY",
            "interaction_type": "ORDER",
            "status": "LOST",
            "quantity": 1,
            "until": "2999-01-01T00:00:00Z",
            "plan": cls.rows["plan"][0],
            "day": soon,
            "moves": [{"plan": cls.rows["plan"][0], "day": soon, "version": 1}],
            "version": 1,
            "username": "somebody",
            "password": PASSWORD,
            "refresh": start_session(cls.admin)["refresh"],
        }
        cls.schema = Components(generated_schema())
        cls.before = state()

    schema: ClassVar[Components]
    before: ClassVar[dict[str, Any]]
    api: ClassVar[APIClient]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()  # type: ignore[misc]
        # On the class: a client cannot be handed over between test processes, a failure can.
        cls.api = client_of(cls.admin)
        cls.api.raise_request_exception = False
        logging.disable(logging.WARNING)  # thousands of refusals are what we came for
        cls.addClassCleanup(logging.disable, logging.NOTSET)  # type: ignore[attr-defined]

    def path_of(self, operation: Operation) -> str:
        for start, kind in KINDS.items():
            if operation.path.startswith(start):
                moved = operation.path.endswith("/change_status/")  # a lost lead cannot be lost
                path = operation.path.replace("{file_id}", str(self.rows["file"][0]))
                return path.replace("{id}", str(self.rows[kind][moved]))
        return operation.path

    def send(self: Any, operation: Operation, way: tuple[str, ...], name: str) -> None:
        """Send one value in one field, look at what came of it, and undo it."""
        value = orjson.Fragment(CORPUS[name])
        # A new plan wants a lead without one; a row that is there stays with its own.
        valid = {**self.valid, "lead": self.rows["lead"][operation.method == "post"]}
        body = self.schema.body(operation.schema, way, value, valid)
        content = orjson.dumps(body).decode()
        where = f"{operation.method} {operation.path} {'.'.join(way)}: {name}"
        with transaction.atomic():
            answer = self.api.generic(
                operation.method.upper(), self.path_of(operation), content, "application/json"
            )
            self.assertLess(answer.status_code, 500, where)
            if answer.status_code < 300:
                self.check_kept(operation, answer, way, name, where)
            else:
                self.check_refused(answer, way, name, where)
            transaction.set_rollback(True)

    def check_kept(
        self: Any, operation: Operation, answer: Any, way: tuple[str, ...], name: str, where: str
    ) -> None:
        """Text is in the database as it was sent, and in the row when that is read again."""
        if name not in TEXTS or way[0] in NEVER_SHOWN:
            return
        text, row = orjson.loads(CORPUS[name]), answer.json()
        self.assertTrue(text in strings_in([*every_value()]), where)
        if len(way) == 1 and way[0] in row:
            again = self.api.get(self.detail_of(operation, row)).json()
            self.assertEqual((row[way[0]], again.get(way[0])), (text, text), where)

    def detail_of(self, operation: Operation, row: dict[str, Any]) -> str:
        if operation.path.endswith("{file_id}/"):
            return self.path_of(operation)
        for start in KINDS:
            if operation.path.startswith(start) and not operation.path.endswith("/me/"):
                return f"{start}{row['id']}/"
        return operation.path

    def check_refused(self: Any, answer: Any, way: tuple[str, ...], name: str, where: str) -> None:
        """A refusal is JSON, names the field, and leaves every row as it was."""
        self.assertEqual(answer.headers["Content-Type"], "application/json", where)
        self.assertEqual(state(), self.before, where)
        if answer.status_code not in AS_A_WHOLE and name not in UNREADABLE:
            self.assertEqual(answer.status_code, 400, where)
            self.assertIn(way[0], answer.json(), where)

    def try_all(self, *methods: str) -> None:
        tried = 0
        for operation in self.schema.operations():
            if operation.method in methods:
                for way in self.schema.fields(operation.schema):
                    with self.subTest(operation=operation.path, field=".".join(way)):  # type: ignore[attr-defined]
                        for name in CORPUS:
                            self.send(operation, way, name)
                    tried += 1
        self.assertGreater(tried, 40)  # type: ignore[attr-defined]


class NewRowsTests(BadValues, TestCase):
    def test_every_field_of_a_new_row(self) -> None:
        self.try_all("post")


class WholeRowsTests(BadValues, TestCase):
    def test_every_field_of_a_whole_row(self) -> None:
        self.try_all("put")


class ChangedRowsTests(BadValues, TestCase):
    def test_every_field_of_a_changed_row(self) -> None:
        self.try_all("patch")


class QueriesTests(BadValues, TestCase):
    def test_every_parameter_of_every_list(self) -> None:
        for operation in self.schema.operations():
            for parameter in operation.parameters:
                for name, content in CORPUS.items():
                    text = content[:10_000].decode().strip('"')
                    query = urlencode({parameter: "a\0b" if name == "NUL" else text})
                    where = f"{operation.path} {parameter}: {name}"
                    with self.subTest(where):
                        answer = self.api.get(f"{self.path_of(operation)}?{query}")
                        self.check_answered(answer, parameter, name, where)

    def check_answered(self, answer: Any, parameter: str, name: str, where: str) -> None:
        if answer.status_code != 200:
            self.assertEqual(answer.status_code, 400, where)
            wanted = "detail" if name == "NUL" else parameter
            self.assertIn(wanted, answer.json(), where)

    def test_ids_no_database_can_hold_do_not_exist(self) -> None:
        for pk in ("0", "9" * 18, "9" * 19, "-1", "x"):
            self.assertEqual(self.api.get(f"/lead/restaurants/{pk}/").status_code, 404, pk)


class BodiesTests(BadValues, TestCase):
    def post(self, content: str, kind: str = "application/json") -> int:
        answer = self.api.generic("POST", "/lead/restaurants/", content, kind)
        return int(answer.status_code)

    def test_a_body_that_is_no_object_is_refused(self) -> None:
        for content in ("", "[]", "null", "1", '"x"', "{", "\x00"):
            self.assertEqual(self.post(content), 400, content)

    def test_a_body_over_the_limit_is_413_and_no_json_is_415(self) -> None:
        self.assertEqual(self.post('{"notes": "' + "x" * 3_000_000 + '"}'), 413)
        self.assertEqual(self.post("name=A", "text/plain"), 415)


def state() -> dict[str, list[Any]]:
    """Return every row but the count of wrong passwords, which a refusal is there to move."""
    return {name: rows for name, rows in whole_database().items() if name != "FailedLogins"}


def strings_in(value: Any) -> Any:
    """Yield every text inside of lists, tuples and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)
