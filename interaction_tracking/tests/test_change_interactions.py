"""Changing what was written down."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from contact.services.writing import create_contact, delete_contact
from events.models import Event
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of

TRACK = "/track/interactions/"


class ChangeInteractionsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.api = client_of(self.owner)
        self.lead = make_lead(assigned_to=self.owner)

    def test_words_can_be_corrected_after_the_contact_was_deleted(self) -> None:
        contact = create_contact(self.lead, by=self.owner, name="Jo")
        call = log_interaction(
            self.lead, by=self.owner, interaction_type="CALL", contact_id=contact.pk
        )
        delete_contact(contact, by=self.owner)
        whole = {"lead": self.lead.pk, "contact": contact.pk, "interaction_type": "CALL"}

        patched = self.api.patch(f"{TRACK}{call.pk}/", {"details": "corrected"})
        put = self.api.put(f"{TRACK}{call.pk}/", {**whole, "details": "again"})

        self.assertEqual((patched.status_code, put.status_code), (200, 200))
        self.assertEqual((put.json()["details"], put.json()["contact"]), ("again", contact.pk))

    def test_a_deleted_contact_cannot_be_chosen_anew(self) -> None:
        contact = create_contact(self.lead, by=self.owner, name="Jo")
        call = log_interaction(self.lead, by=self.owner, interaction_type="CALL")
        delete_contact(contact, by=self.owner)

        answer = self.api.patch(f"{TRACK}{call.pk}/", {"contact": contact.pk})

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["contact"]))

    def test_a_change_that_changes_nothing_leaves_no_trace(self) -> None:
        call = log_interaction(self.lead, by=self.owner, interaction_type="CALL", details="Hi")
        events = Event.objects.count()

        answer = self.api.patch(f"{TRACK}{call.pk}/", {"details": "Hi"})

        self.assertEqual((answer.status_code, answer.json()["version"]), (200, 1))
        self.assertEqual(Event.objects.count(), events)

    def test_an_order_cannot_be_dated_in_the_future(self) -> None:
        later = (timezone.now() + timedelta(days=2)).isoformat()
        body = {"lead": self.lead.pk, "interaction_type": "ORDER", "order": {"order_date": later}}

        answer = self.api.post(TRACK, body)

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["order"]))

    def test_an_order_goes_along_when_its_touch_was_on_another_day(self) -> None:
        for named, wanted in ((None, "2026-01-05"), ("2026-01-08T10:00:00Z", "2026-01-08")):
            with self.subTest(order_date=named):
                block = {"total_price": 9} | ({"order_date": named} if named else {})
                body = {"lead": self.lead.pk, "interaction_type": "ORDER", "order": block}
                made = self.api.post(TRACK, {**body, "date": "2026-01-09T10:00:00Z"}).json()
                url = f"{TRACK}{made['id']}/"

                self.api.patch(url, {"date": "2026-01-05T10:00:00Z"})

                told = self.api.get(f"{url}order_details/").json()
                self.assertEqual(told["order_date"], f"{wanted}T10:00:00Z")

    def test_the_record_says_what_an_order_was_before(self) -> None:
        block = {"total_price": 100, "status": "PLACED"}
        body = {"lead": self.lead.pk, "interaction_type": "ORDER", "order": block}
        made = self.api.post(TRACK, body).json()

        self.api.patch(f"{TRACK}{made['id']}/", {"order": {"status": "CANCELLED"}})

        event = Event.objects.get(name="interaction.updated")
        self.assertEqual(event.data["before"]["order"]["status"], "PLACED")
        self.assertEqual(event.data["after"]["order"], {"status": "CANCELLED"})

    def test_the_last_day_asked_for_counts_whole(self) -> None:
        for hour in (0, 23):
            date = datetime(2026, 1, 31, hour, 59, tzinfo=UTC)
            log_interaction(self.lead, by=self.owner, interaction_type="NOTE", date=date)

        def found(query: str) -> int:
            return len(self.api.get(f"{TRACK}?{query}").json())

        self.assertEqual(found("date_from=2026-01-01&date_to=2026-01-31"), 2)
        self.assertEqual(found("date_to=2026-01-31T00:59:00Z"), 1)
        self.assertEqual(found("date_to=2026-01-30"), 0)

    def test_the_list_can_be_searched_by_restaurant(self) -> None:
        other = make_lead(assigned_to=self.owner, name="Zum Löwen")
        log_interaction(self.lead, by=self.owner, interaction_type="CALL")
        found = log_interaction(other, by=self.owner, interaction_type="ORDER")

        for path in (TRACK, f"{TRACK}orders/"):
            rows = self.api.get(f"{path}?search=lowen").json()
            self.assertEqual([row["id"] for row in rows], [found.pk], path)
