"""Reading through the driver: as Django reads, heard by whoever listens, whole after a cut."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from unittest import skipUnless

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import SimpleTestCase, TestCase, TransactionTestCase
from django.utils.dateparse import parse_datetime

from kernel.driver import fetched
from kernel.inserting import insert
from kernel.plain import plain_rows
from kernel.sqlite import moment
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User

NAMES = "SELECT name FROM leads_lead WHERE name = %s"


class DriverTests(TestCase):
    def test_it_gives_the_rows_of_the_query(self) -> None:
        make_lead(name="Café Noir")

        self.assertEqual(fetched(NAMES, ["Café Noir"]), [("Café Noir",)])
        self.assertEqual(fetched(NAMES, ["Other"]), [])

    def test_a_doubled_percent_sign_is_one(self) -> None:
        make_lead(name="100%")

        self.assertEqual(fetched(f"{NAMES} AND name LIKE '1%%'", ["100%"]), [("100%",)])

    def test_who_counts_queries_hears_it(self) -> None:
        with self.assertNumQueries(1):
            fetched(NAMES, ["x"])

    def test_an_error_is_djangos(self) -> None:
        with self.assertRaises(DatabaseError), transaction.atomic():
            fetched("SELECT nothing FROM nowhere", [])

    def test_moments_come_back_as_they_were_written(self) -> None:
        moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
        lead = make_lead(win_back_on=None, created_at=moment)

        self.assertEqual(Lead.objects.get(pk=lead.pk).created_at, moment)
        self.assertEqual(next(Lead.objects.iterator()).created_at.utcoffset(), moment.utcoffset())


class InsertTests(TestCase):
    def test_a_row_is_written_as_a_save_would_write_it(self) -> None:
        now = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
        columns: dict[str, Any] = {
            "name": "Café 100%",
            "potential_revenue": Decimal("5000.50"),
            "service_hours": {"mon": [["09:00", "17:00"]]},
            "delivery_days": ["tue"],
            "order_cutoff": time(14, 30),
            "win_back_on": date(2027, 1, 1),
            **dict.fromkeys(("created_at", "updated_at", "status_changed_at"), now),
        }
        saved, inserted = Lead(**columns), Lead(**columns)
        saved.save()

        insert(inserted)

        rows = Lead.objects.in_bulk([saved.pk, inserted.pk]).values()
        first, second = ([getattr(row, f.attname) for f in Lead._meta.fields[1:]] for row in rows)
        self.assertEqual(first, second)
        self.assertEqual((inserted._state.adding, inserted._state.db), (False, "default"))

    def test_what_the_database_refuses_is_djangos_error(self) -> None:
        now = datetime(2026, 3, 29, tzinfo=UTC)
        times = dict.fromkeys(("created_at", "updated_at", "status_changed_at"), now)
        insert(Lead(name="A", external_id="1", **times))

        with self.assertRaises(IntegrityError), transaction.atomic():
            insert(Lead(name="B", external_id="1", **times))


class MomentsOnSQLiteTests(SimpleTestCase):
    def test_a_column_is_read_in_utc(self) -> None:
        self.assertEqual(
            moment(b"2026-03-29 01:30:00.123456"),
            datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        )

    def test_what_somebody_else_wrote_is_read_as_django_reads_it(self) -> None:
        for stored in ("2026-03-29", "2026-03-29T01:30:00+02:00"):
            self.assertEqual(moment(stored.encode()), parse_datetime(stored))


@skipUnless(connection.vendor == "postgresql", "a server that can go away")
class CutConnectionTests(TransactionTestCase):
    def test_a_connection_the_server_closed_is_noticed_before_the_next_request(self) -> None:
        User.objects.create_user("somebody", password="password")
        victim = connection.connection.info.backend_pid
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [victim])
        other.close()

        self.assertFalse(connection.is_usable())
        connection.close_if_unusable_or_obsolete()
        self.assertEqual(User.objects.count(), 1)

    def test_an_idle_connection_is_usable_without_a_word_to_the_server(self) -> None:
        User.objects.count()

        with self.assertNumQueries(0):
            self.assertTrue(connection.is_usable())

    def test_moments_are_read_by_the_drivers_own_loader(self) -> None:
        connection.ensure_connection()
        loader = connection.connection.adapters.get_loader(1184, 0)

        self.assertTrue(loader.__module__.startswith(("psycopg_binary", "psycopg_c", "psycopg.")))


class PlainRowsTests(TestCase):
    NAMES = (
        "name", "potential_revenue", "created_at", "win_back_on", "service_hours", "order_cutoff",
        "latitude", "parent__created_at", "assigned_to__is_active",
    )  # fmt: skip

    def test_they_are_what_values_gives(self) -> None:
        moment = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
        above = make_lead(created_at=moment, potential_revenue="9999999999.99")
        make_lead(
            parent=above,
            assigned_to=User.objects.create(username="kam"),
            win_back_on=date(2026, 5, 1),
            potential_revenue=None,
            service_hours={"mon": [["11:00", "14:00"]]},
            order_cutoff=time(10, 30),
            latitude=59.9,
        )
        leads = Lead.objects.order_by("pk")

        self.assertEqual(plain_rows(leads, self.NAMES), list(leads.values(*self.NAMES)))

    def test_a_query_that_can_find_nothing_is_not_asked(self) -> None:
        with self.assertNumQueries(0):
            self.assertEqual(plain_rows(Lead.objects.filter(pk__in=[]), self.NAMES), [])
