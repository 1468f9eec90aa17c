"""Taking back restores every column, not only the one a reader looks at."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.days import pin_plan
from call_planning.services.plans import create_plan
from contact.models import Contact
from contact.tests.factories import make_contact
from interaction_tracking.services.log import log_interaction
from leads.models import Lead, LeadStatusChange
from leads.rules.status import LeadStatus, Via
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

LONG_AGO = datetime(2026, 1, 16, 9, 29, tzinfo=UTC)
PERSON = {"role_code": "OTHER", "decision_role": "UNKNOWN", "preferred_channel": "PHONE"}
UNTOLD = ("version", "updated_at")


def rows_of(model: Any) -> list[dict[str, Any]]:
    """Every living row, without what any change moves on."""
    rows = model.objects.order_by("pk")
    rows = rows.filter(deleted_at=None) if model is Contact else rows
    return [{k: v for k, v in row.items() if k not in UNTOLD} for row in rows.values()]


class TakingBackMixin(CastMixin):
    client: Any

    def post(self, path: str, **data: Any) -> str:
        """Change something; return the token of the way back."""
        answer = self.client.post(path, data)
        assert answer.status_code in {200, 204}, answer.content
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def undo(self, token: str) -> int:
        return int(self.client.post("/undo/", {"token": token}).status_code)


class MoveTests(TakingBackMixin, TestCase):
    """A move that was a slip starts no clock anew, and is learnt from by nobody."""

    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(
            assigned_to=self.owner,
            lead_status="CONVERTED",
            status_changed_at=LONG_AGO,
            converted_at=LONG_AGO,
        )

    def lose(self) -> None:
        change_lead_status(
            self.lead,
            to=LeadStatus.LOST,
            by=self.owner,
            via=Via.WEB,
            reason="PRICE",
            note="Too dear.",
            win_back_on=date(2027, 3, 1),
        )

    def check(self, path: str, **data: Any) -> None:
        before = rows_of(Lead), rows_of(LeadStatusChange)
        token = self.post(path, **data)
        self.assertNotEqual(rows_of(LeadStatusChange), before[1])

        self.assertEqual(self.undo(token), 204)

        self.assertEqual((rows_of(Lead), rows_of(LeadStatusChange)), before)

    def version(self) -> int:
        return int(Lead.objects.get().version)

    def test_a_move_on_the_account_page(self) -> None:
        self.check(f"/leads/{self.lead.pk}/status/", to="NEGOTIATING")

    def test_a_move_on_the_board(self) -> None:
        self.check(f"/pipeline/{self.lead.pk}/move/", to="NEW", was="CONVERTED")

    def test_a_move_in_a_cell(self) -> None:
        path = f"/leads/{self.lead.pk}/cell/status/"
        self.check(path, value="NEGOTIATING", version=self.version())

    def test_a_move_of_many(self) -> None:
        self.check("/leads/bulk/", ids=[self.lead.pk], status="LOST", reason="PRICE")

    def test_why_a_lead_was_lost_comes_back(self) -> None:
        self.lose()

        self.check(f"/leads/{self.lead.pk}/status/", to="NEW")

    def test_what_was_logged_since_does_not_stand_in_the_way(self) -> None:
        token = self.post(f"/leads/{self.lead.pk}/status/", to="NEGOTIATING")
        log_interaction(Lead.objects.get(), by=self.owner, interaction_type="NOTE", details="x")

        self.assertEqual(self.undo(token), 204)
        self.assertEqual(Lead.objects.get().converted_at, LONG_AGO)

    def test_there_and_back_again_is_a_later_move(self) -> None:
        token = self.post(f"/leads/{self.lead.pk}/status/", to="NEGOTIATING")
        self.post(f"/leads/{self.lead.pk}/status/", to="NEW")
        self.post(f"/leads/{self.lead.pk}/status/", to="NEGOTIATING")

        self.assertEqual(self.undo(token), 409)
        self.assertEqual(LeadStatusChange.objects.count(), 3)


class PrimaryTests(TakingBackMixin, TestCase):
    """Whoever was primary before a change is so again after it was taken back."""

    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner)
        for name in ("Ana", "Ben", "Cleo"):
            make_contact(self.lead, by=self.owner, name=name, is_primary=name == "Cleo")
        self.before = rows_of(Contact)

    def pk(self, name: str) -> int:
        return int(Contact.objects.get(name=name).pk)

    def test_a_new_contact_that_was_primary(self) -> None:
        path = f"/leads/{self.lead.pk}/contacts/new/"
        self.undo(self.post(path, name="Dora", is_primary="on", **PERSON))

        self.assertEqual(rows_of(Contact), self.before)

    def test_a_contact_that_was_made_primary(self) -> None:
        path = f"/contacts/{self.pk('Ben')}/edit/"
        self.undo(self.post(path, name="Ben", is_primary="on", **PERSON))

        self.assertEqual(rows_of(Contact), self.before)

    def test_a_primary_contact_that_was_deleted(self) -> None:
        self.undo(self.post(f"/contacts/{self.pk('Cleo')}/delete/"))

        self.assertEqual(rows_of(Contact), self.before)


class TwoTabsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner)
        self.jo = make_contact(self.lead, by=self.owner, name="Jo")
        self.path = f"/contacts/{self.jo.pk}/edit/"
        self.stale = {**PERSON, "name": "Joan", "version": str(self.jo.version)}
        self.client.post(self.path, {**self.stale, "name": "Jo", "phone": "+44 20 7946 0000"})

    def test_the_second_to_save_is_told_and_overwrites_nothing(self) -> None:
        answer = self.client.post(self.path, self.stale)

        self.assertContains(answer, "Somebody changed this contact meanwhile", status_code=422)
        self.assertContains(answer, 'value="Joan"', status_code=422)
        self.assertEqual(Contact.objects.get().phone, "+44 20 7946 0000")

    def test_saving_once_more_means_it(self) -> None:
        form = self.client.post(self.path, self.stale).context["form"]

        self.client.post(self.path, {**self.stale, "version": form["version"].value()})

        self.assertEqual(Contact.objects.get().name, "Joan")


class PlanTests(TakingBackMixin, TestCase):
    """A plan holds more than the calls on record tell."""

    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner)
        plan = create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        at = timezone.now() - timedelta(days=1)
        self.call = log_interaction(self.lead, by=self.owner, interaction_type="CALL", date=at)
        day = timezone.now().date() + timedelta(days=2)
        pin_plan(plan, by=self.owner, day=day, now=timezone.now())
        self.before = rows_of(CallPlan)

    def test_a_deleted_call_comes_back_with_the_day_that_was_pinned(self) -> None:
        token = self.post(f"/interactions/{self.call.pk}/delete/")
        self.assertNotEqual(rows_of(CallPlan), self.before)

        self.undo(token)

        self.assertEqual(rows_of(CallPlan), self.before)

    def test_a_changed_call_comes_back_with_the_day_that_was_pinned(self) -> None:
        values = {"version": "1", "date": "2026-01-05T10:00", "outcome": "NO_ANSWER"}
        token = self.post(f"/interactions/{self.call.pk}/edit/", **values)
        self.assertNotEqual(rows_of(CallPlan), self.before)

        self.undo(token)

        self.assertEqual(rows_of(CallPlan), self.before)

    def test_a_plan_that_was_changed_since_keeps_the_change(self) -> None:
        token = self.post(f"/interactions/{self.call.pk}/delete/")
        plan = CallPlan.objects.get()
        self.post(f"/plans/{plan.pk}/pause/")

        self.assertEqual(self.undo(token), 204)
        self.assertIsNotNone(CallPlan.objects.get().paused_at)
