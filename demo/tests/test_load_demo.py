"""The invented company holds together like a real one, and never touches what is there."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any, ClassVar
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, Max, Model, Q
from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan, PlanStep
from call_planning.services.moving import due_at
from contact.models import Contact
from contact.services.writing import derive
from demo.services.loading import Loaded, load_company
from events.models import Event
from files.models import LeadFile
from files.services.content import content_of
from files.services.writing import add_file
from interaction_tracking.models import Interaction, Order, OrderLine
from leads.models import Lead, LeadStatusChange
from leads.services.derive import DERIVED, derive_columns
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast, AccountRhythm
from performance_tracking.services.rhythms import refresh_rhythms
from tests.snapshots import whole_database
from users.models import User
from users.rules import Role

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
TABLES = (Lead, Contact, LeadStatusChange, Interaction, Order, OrderLine, CallPlan, PlanStep, Event)


def told(model: type[Model]) -> list[str]:
    """The columns that are no ids; PostgreSQL does not give ids back."""
    ids = ("external_id", "subject_id", "lead_id", "search_key")
    fields = model._meta.concrete_fields
    return [f.name for f in fields if not (f.is_relation or f.primary_key or f.name in ids)]


def interrupted(done: int) -> None:
    raise KeyboardInterrupt


def company(accounts: int = 80, seed: int = 7, **more: Any) -> Loaded:
    return load_company(accounts=accounts, seed=seed, password="a-long-enough-one", now=NOW, **more)


class CompanyTests(TestCase):
    loaded: ClassVar[Loaded]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.loaded = company()

    def test_every_restaurant_has_exactly_one_primary_contact(self) -> None:
        primary = Count("contacts", filter=Q(contacts__is_primary=True))
        odd = Lead.objects.annotate(primary=primary).exclude(primary=1)

        self.assertFalse(odd.exists())

    def test_every_history_is_a_chain_without_gaps(self) -> None:
        for lead in Lead.objects.all():
            steps = list(LeadStatusChange.objects.filter(lead=lead).order_by("pk"))
            stages = ["NEW", *(step.new for step in steps)]
            spent = sum(step.duration_seconds for step in steps)
            self.assertEqual([step.old for step in steps], stages[:-1])
            self.assertEqual(stages[-1], lead.lead_status)
            since_birth = lead.status_changed_at - lead.created_at
            self.assertEqual(spent, int(since_birth.total_seconds()))

    def test_files_are_those_the_service_would_keep(self) -> None:
        event = Event.objects.filter(name="file.added").values_list("data", flat=True)
        told = {(data["after"]["name"], data["after"]["sha256"]) for data in event}
        for file in LeadFile.objects.select_related("lead"):
            kept = b"".join(content_of(file))
            self.assertEqual((len(kept), sha256(kept).hexdigest()), (file.size, file.sha256))
            self.assertGreaterEqual(file.uploaded_at, file.lead.created_at)
            self.assertIn((file.name, file.sha256), told)
        file = LeadFile.objects.filter(lead__deleted_at=None)[0]
        again = add_file(
            file.lead, by=file.uploaded_by, name="x", content=BytesIO(b"".join(content_of(file)))
        )
        self.assertEqual(again, (file, False))

    def test_a_plan_stands_where_its_last_connected_call_left_it(self) -> None:
        for plan in CallPlan.objects.select_related("lead"):
            calls = Interaction.objects.filter(lead=plan.lead_id, outcome="CONNECTED")
            self.assertEqual(plan.last_called, calls.aggregate(at=Max("date"))["at"])
            self.assertEqual(plan.due_at, due_at(plan))
            self.assertEqual(plan.lead.next_call_date, plan.due_at)

    def test_an_order_is_the_sum_of_its_lines(self) -> None:
        for order in Order.objects.prefetch_related("lines")[:200]:
            total = sum(line.quantity * (line.unit_price or 0) for line in order.lines.all())
            self.assertEqual(order.total_price, total)

    def test_the_columns_that_follow_are_those_the_services_write(self) -> None:
        for lead in Lead.objects.all():
            kept = [getattr(lead, name) for name in DERIVED]
            lead.timezone = ""
            derive_columns(lead)
            self.assertEqual([getattr(lead, name) for name in DERIVED], kept)
        for contact in Contact.objects.select_related("restaurant"):
            before = (contact.phone_e164, contact.search_key)
            derive(contact)
            self.assertEqual((contact.phone_e164, contact.search_key), before)

    def test_the_sums_on_a_lead_are_right(self) -> None:
        for lead in Lead.objects.all():
            touches = Interaction.objects.filter(lead=lead)
            self.assertEqual(lead.last_activity_at, touches.aggregate(at=Max("date"))["at"])
            contacted = touches.contacts().aggregate(at=Max("date"))["at"]
            self.assertEqual(lead.last_contacted_at, contacted)
            ordered = Order.objects.filter(lead=lead).counted()
            self.assertEqual(lead.last_order_at, ordered.aggregate(at=Max("ordered_at"))["at"])

    def test_rot_and_rhythm_are_what_the_services_compute(self) -> None:
        rots = dict(Lead.objects.values_list("pk", "rots_at"))
        rhythms = list(AccountRhythm.objects.order_by("pk").values())
        Lead.objects.all().settle_rot()
        refresh_rhythms(rots)

        self.assertEqual(dict(Lead.objects.values_list("pk", "rots_at")), rots)
        self.assertEqual(list(AccountRhythm.objects.order_by("pk").values()), rhythms)

    def test_every_event_stands_on_a_lead_that_is_there(self) -> None:
        self.assertTrue(Event.objects.exists())
        self.assertFalse(Event.objects.exclude(lead_id__in=Lead.objects.values("pk")).exists())

    def test_a_leads_version_counts_its_writes(self) -> None:
        for lead in Lead.objects.filter(call_plan=None, lead_status="NEW", deleted_at=None):
            touches = Interaction.objects.filter(lead=lead).count()
            self.assertEqual(lead.version, 1 + touches)

    def test_nothing_lies_in_the_future(self) -> None:
        self.assertFalse(Interaction.objects.filter(date__gt=NOW).exists())
        self.assertFalse(LeadStatusChange.objects.filter(at__gt=NOW).exists())
        self.assertFalse(Event.objects.filter(at__gt=NOW).exists())

    def test_the_timeline_of_a_lead_begins_with_its_creation(self) -> None:
        for lead in Lead.objects.all()[:20]:
            first = Event.objects.filter(lead_id=lead.pk).order_by("pk").first()
            self.assertEqual(first and first.name, "lead.created")

    def test_every_kam_has_calls_this_morning(self) -> None:
        due = CallPlan.objects.filter(due_at__lte=NOW).values("lead__assigned_to").distinct()

        kams = User.objects.filter(role=Role.KAM).count()
        self.assertGreaterEqual(due.exclude(lead__assigned_to=None).count(), kams - 1)

    def test_new_rows_go_on_behind_the_loaded_ones(self) -> None:
        newest = Lead.objects.aggregate(pk=Max("pk"))["pk"]

        self.assertGreater(make_lead(assigned_to=self.loaded.admin).pk, newest)

    def test_a_second_company_stands_beside_the_first(self) -> None:
        before = list(Lead.objects.order_by("pk").values_list())

        company(accounts=20, beside=True)

        self.assertEqual(list(Lead.objects.order_by("pk").values_list())[: len(before)], before)
        self.assertEqual(Lead.objects.count(), len(before) + 20)


class LoadingTests(TestCase):
    def test_a_database_with_leads_is_left_alone(self) -> None:
        make_lead(assigned_to=User.objects.create(username="owner"))
        before = whole_database()

        with self.assertRaisesMessage(CommandError, "--even-with-data"):
            call_command("load_demo", stdout=StringIO(), stderr=StringIO())

        self.assertEqual(whole_database(), before)

    def test_the_same_seed_and_moment_make_the_same_company(self) -> None:
        first, again, another = self.rows_of(7), self.rows_of(7), self.rows_of(8)

        self.assertEqual(first, again)
        self.assertNotEqual(first, another)

    def rows_of(self, seed: int) -> list[list[Any]]:
        """Load the company, take what is no id from every table, and take the company back."""
        with transaction.atomic():
            company(accounts=40, seed=seed)
            rows = [
                list(model._default_manager.order_by("pk").values_list(*told(model)))
                for model in TABLES
            ]
            transaction.set_rollback(True)
        return rows

    @patch("demo.services.loading.DETAILED_UP_TO", 10)
    def test_a_large_company_leaves_the_indexes_as_they_were(self) -> None:
        before = self.indexes()

        company(accounts=40)

        self.assertEqual(self.indexes(), before)
        self.assertTrue(OrderLine.objects.exists())

    def indexes(self) -> dict[str, set[str]]:
        with connection.cursor() as cursor:
            return {
                model.__name__: set(
                    connection.introspection.get_constraints(cursor, model._meta.db_table)
                )
                for model in TABLES
            }

    def test_an_interrupted_load_leaves_nothing(self) -> None:
        before = whole_database()

        with self.assertRaises(KeyboardInterrupt):
            company(accounts=1100, progress=interrupted)

        self.assertEqual(whole_database(), before)

    def test_its_accounts_are_forecast_at_once(self) -> None:
        call_command("load_demo", accounts=40, stdout=StringIO())

        self.assertTrue(AccountForecast.objects.exists())
        forecast = set(AccountForecast.objects.values_list("pk", flat=True))
        ordering = AccountRhythm.objects.filter(lead__deleted_at=None)
        self.assertEqual(forecast, set(ordering.values_list("pk", flat=True)))

    def test_it_prints_who_can_log_in(self) -> None:
        out = StringIO()
        call_command("load_demo", accounts=5, password="a-long-enough-one", stdout=out)

        self.assertIn("manager-europe", out.getvalue())
        user = User.objects.get(username="kam-europe-1")
        self.assertTrue(user.check_password("a-long-enough-one"))
        self.assertLess(Event.objects.latest("pk").at, timezone.now())
