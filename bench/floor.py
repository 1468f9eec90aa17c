"""The floor: what a hand-written WSGI function costs for the same JSON from the same database.

A prepared statement of the driver, rows to dicts, orjson, a token checked by HMAC. No reach rule,
no validation, no derived columns: no framework is faster, and no product could be this simple.
"""

import hmac
import sqlite3
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol
from urllib.parse import parse_qsl

import orjson
import psycopg
from django.conf import settings
from psycopg.types.string import TextLoader

from leads.api.listings import LEADS
from leads.models import Lead

SECRET = b"the floor has a key of its own"
JSON_COLUMNS = {"service_hours", "delivery_days"}
OPTIONS = orjson.OPT_UTC_Z
FIELDS: dict[str, Any] = {path: Lead._meta.get_field(path) for path in LEADS.rows.columns.values()}
COLUMNS: dict[str, str] = {name: FIELDS[path].column for name, path in LEADS.rows.columns.items()}
NAMES = tuple(COLUMNS)


class Driver(Protocol):
    """The few things the floor asks of a database."""

    mark: str

    def rows(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]: ...
    def insert(self, statements: Callable[[Any], int]) -> int: ...
    def column(self, name: str) -> str: ...


class PostgreSQL:
    mark = "%s"

    def __init__(self) -> None:
        database = settings.DATABASES["default"]
        self.connection = psycopg.connect(
            host=database["HOST"], user=database["USER"], dbname=database["NAME"], autocommit=True
        )
        self.connection.execute("SET TIME ZONE 'UTC'")
        self.connection.adapters.register_loader("jsonb", TextLoader)
        self.cursor = self.connection.cursor()

    def rows(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self.cursor.execute(sql.encode(), params, prepare=True).fetchall()

    def insert(self, statements: Callable[[Any], int]) -> int:
        with self.connection.transaction():
            return statements(self.cursor)

    def column(self, name: str) -> str:
        return f"{name}::float8" if name == "potential_revenue" else name


class SQLite:
    mark = "?"

    def __init__(self) -> None:
        name = settings.DATABASES["default"]["NAME"]
        self.connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        self.connection.execute("PRAGMA cache_size=-20000")
        self.cursor = self.connection.cursor()

    def rows(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self.cursor.execute(sql, params).fetchall()

    def insert(self, statements: Callable[[Any], int]) -> int:
        self.cursor.execute("BEGIN IMMEDIATE")
        made = statements(self.cursor)
        self.cursor.execute("COMMIT")
        return made

    def column(self, name: str) -> str:
        field = FIELDS.get(name)
        if field is not None and field.get_internal_type() == "DateTimeField":
            return f"replace({name}, ' ', 'T') || 'Z'"
        return name


def sign(user: int) -> str:
    payload = urlsafe_b64encode(orjson.dumps([user, int(time.time()) + 86_400]))
    return f"{payload.decode()}.{hmac.digest(SECRET, payload, 'sha256').hex()}"


def user_of(header: str) -> int:
    payload, _, signature = header.removeprefix("Bearer ").partition(".")
    expected = hmac.digest(SECRET, payload.encode(), "sha256").hex()
    if not hmac.compare_digest(expected, signature):
        raise PermissionError
    user, expires = orjson.loads(urlsafe_b64decode(payload))
    if expires < time.time():
        raise PermissionError
    return int(user)


def shaped(row: tuple[Any, ...]) -> dict[str, Any]:
    found = dict(zip(NAMES, row, strict=True))
    for name in JSON_COLUMNS:
        found[name] = orjson.Fragment(found[name])
    return found


class Floor:
    """One application with three routes: the list, one lead, a new lead."""

    def __init__(self, driver: Driver) -> None:
        self.driver, mark = driver, driver.mark
        columns = ", ".join(driver.column(column) for column in COLUMNS.values())
        self.one = f"SELECT {columns} FROM leads_lead WHERE id = {mark} AND assigned_to_id = {mark} AND deleted_at IS NULL"  # noqa: E501, S608
        self.list = f"SELECT {columns} FROM leads_lead WHERE assigned_to_id = {mark} AND lead_status = {mark} AND deleted_at IS NULL ORDER BY name, id LIMIT 50"  # noqa: E501, S608
        self.team = f"SELECT {columns} FROM leads_lead WHERE (assigned_to_id = {mark} OR assigned_to_id IN (SELECT id FROM users_user WHERE team_id = {mark}) OR assigned_to_id IS NULL) AND lead_status = {mark} AND deleted_at IS NULL ORDER BY name, id LIMIT 50"  # noqa: E501, S608

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        user = user_of(environ["HTTP_AUTHORIZATION"])
        if environ["REQUEST_METHOD"] == "POST":
            status, body = "201 Created", self.create(environ, user)
        else:
            status, body = "200 OK", self.read(environ, user)
        start_response(status, [("Content-Type", "application/json")])
        return [body]

    def read(self, environ: dict[str, Any], user: int) -> bytes:
        last = environ["PATH_INFO"].rstrip("/").rpartition("/")[2]
        if last.isdigit():
            return orjson.dumps(
                shaped(self.driver.rows(self.one, (int(last), user))[0]), option=OPTIONS
            )
        asked = dict(parse_qsl(environ["QUERY_STRING"]))
        if "team" in asked:
            found = self.driver.rows(self.team, (user, int(asked["team"]), asked["lead_status"]))
        else:
            found = self.driver.rows(self.list, (user, asked["lead_status"]))
        return orjson.dumps([shaped(row) for row in found], option=OPTIONS)

    def create(self, environ: dict[str, Any], user: int) -> bytes:
        """Insert the rows the product inserts, in one transaction; answer with the lead."""
        given = orjson.loads(environ["wsgi.input"].read())
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
        lead = {**BLANK, **given, **dict.fromkeys(WRITTEN, now), "assigned_to_id": user}
        event = {
            "name": "lead.created",
            "subject": "lead",
            "by_id": user,
            "data": orjson.dumps({"after": given, "via": "api"}).decode(),
            "at": now,
        }

        def statements(cursor: Any) -> int:
            cursor.execute(self.into("leads_lead", lead), list(lead.values()))
            (number,) = cursor.fetchone()
            whole = {**event, "subject_id": number, "lead_id": number}
            cursor.execute(self.into("events_event", whole), list(whole.values()))
            cursor.fetchone()
            return int(number)

        number = self.driver.insert(statements)
        answer = {name: lead.get(column, number) for name, column in COLUMNS.items()}
        return orjson.dumps({**answer, "possible_duplicates": []}, option=OPTIONS)

    def into(self, table: str, row: dict[str, Any]) -> str:
        marks = ", ".join([self.driver.mark] * len(row))
        return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks}) RETURNING id"  # noqa: S608


WRITTEN = ("created_at", "updated_at", "status_changed_at")
BLANK: dict[str, Any] = {
    field.column: "[]"
    if field.name == "delivery_days"
    else "{}"
    if field.name == "service_hours"
    else field.get_default()
    for field in Lead._meta.concrete_fields
    if not field.primary_key
}
