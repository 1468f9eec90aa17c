"""Creating, changing, moving, trashing."""

from django.test import TestCase

from events.models import Event
from kernel.errors import Conflict
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class ChangeLeadTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.url = f"/lead/restaurants/{self.lead.pk}/"
        self.api = client_of(self.owner)

    def test_a_kam_s_own_creation_is_theirs_whatever_they_send(self) -> None:
        body = {"name": "New", "assigned_to": self.teammate.pk}

        self.assertEqual(
            self.api.post("/lead/restaurants/", body).json()["assigned_to"], self.owner.pk
        )

    def test_a_manager_says_whose_it_is(self) -> None:
        body = {"name": "New", "assigned_to": self.owner.pk}

        answer = client_of(self.manager).post("/lead/restaurants/", body)

        self.assertEqual(answer.json()["assigned_to"], self.owner.pk)

    def test_a_stranger_cannot_be_given_a_lead(self) -> None:
        answer = client_of(self.manager).patch(self.url, {"assigned_to": self.outsider.pk})

        self.assertEqual(answer.json(), {"assigned_to": ["There is no such user."]})

    def test_the_same_status_again_writes_nothing(self) -> None:
        answer = self.api.post(f"{self.url}change_status/", {"status": "NEW"})

        self.assertEqual(answer.status_code, 200)
        self.assertFalse(self.lead.status_changes.exists())
        self.assertFalse(Event.objects.exists())

    def test_put_moves_the_status_through_the_same_writer(self) -> None:
        self.api.put(self.url, {"name": "X", "lead_status": "NEGOTIATING"})

        step = self.lead.status_changes.get()
        self.assertEqual((step.old, step.new, step.skipped), ("NEW", "NEGOTIATING", True))

    def test_a_lost_lead_has_a_reason_even_when_none_was_sent(self) -> None:
        answer = self.api.post(f"{self.url}change_status/", {"status": "LOST"})

        self.assertEqual(answer.json()["lost_reason"], "UNSPECIFIED")

    def test_why_a_lead_was_lost_can_be_told_later(self) -> None:
        self.api.post(f"{self.url}change_status/", {"status": "LOST"})

        answer = self.api.patch(self.url, {"lost_reason": "PRICE", "lost_note": "Too dear"}).json()

        self.assertEqual((answer["lost_reason"], answer["lost_note"]), ("PRICE", "Too dear"))

    def test_why_a_lead_was_lost_is_refused_while_it_is_not(self) -> None:
        answer = self.api.patch(self.url, {"lost_note": "Too dear"})

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["lost_note"]))

    def test_reopening_is_flagged_and_forgets_the_reason(self) -> None:
        self.api.post(f"{self.url}change_status/", {"status": "LOST", "reason": "PRICE"})
        answer = self.api.post(f"{self.url}change_status/", {"status": "CONTACTED"})

        self.assertEqual(answer.json()["lost_reason"], "")
        history = self.api.get(f"{self.url}status_history/").json()
        self.assertEqual([step["reopened"] for step in history], [True, False])
        self.assertEqual(history[1]["reason"], "PRICE")

    def test_who_comes_second_is_told_so(self) -> None:
        stale = Lead.objects.get(pk=self.lead.pk)
        change_lead_status(self.lead, to=LeadStatus.CONTACTED, by=self.owner)

        with self.assertRaises(Conflict):
            change_lead_status(stale, to=LeadStatus.LOST, by=self.owner)

    def test_a_stale_if_match_is_refused_and_a_fresh_one_taken(self) -> None:
        tag = self.api.get(self.url).headers["ETag"]
        fresh = self.api.patch(self.url, {"notes": "a"}, headers={"If-Match": tag})
        stale = self.api.patch(self.url, {"notes": "b"}, headers={"If-Match": tag})

        self.assertEqual((fresh.status_code, stale.status_code), (200, 412))
        self.assertEqual(Lead.objects.get(pk=self.lead.pk).notes, "a")

    def test_an_unchanged_read_is_304(self) -> None:
        tag = self.api.get(self.url).headers["ETag"]

        again = self.api.get(self.url, headers={"If-None-Match": tag})

        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_key_used_for_another_body_is_refused(self) -> None:
        key = {"Idempotency-Key": "k"}
        self.api.post("/lead/restaurants/", {"name": "One"}, headers=key)

        answer = self.api.post("/lead/restaurants/", {"name": "Two"}, headers=key)

        self.assertEqual(answer.status_code, 422)
        self.assertFalse(Lead.objects.filter(name="Two").exists())

    def test_a_possible_duplicate_is_named(self) -> None:
        make_lead(assigned_to=self.owner, name="Café Noir", pincode="10001")

        answer = self.api.post("/lead/restaurants/", {"name": "CAFE NOIR", "pincode": "10001"})

        self.assertEqual(len(answer.json()["possible_duplicates"]), 1)

    def test_a_taken_external_id_is_refused_by_name_and_leaves_nothing(self) -> None:
        make_lead(external_id="ext-1")

        answer = self.api.post("/lead/restaurants/", {"name": "Copy", "external_id": "ext-1"})

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["external_id"]))
        self.assertFalse(Lead.objects.filter(name="Copy").exists())

    def test_duplicates_out_of_reach_are_not_named(self) -> None:
        make_lead(name="Café Noir", pincode="10001", assigned_to=self.outsider)

        answer = self.api.post("/lead/restaurants/", {"name": "CAFE NOIR", "pincode": "10001"})

        self.assertEqual(answer.json()["possible_duplicates"], [])

    def test_the_time_zone_follows_the_coordinates(self) -> None:
        answer = self.api.patch(self.url, {"latitude": 1.28, "longitude": 103.84})

        self.assertEqual(answer.json()["timezone"], "Asia/Singapore")

    def test_the_trash_gives_back_everything(self) -> None:
        self.api.post("/contact/contacts/", {"restaurant": self.lead.pk, "name": "Jo"})
        self.api.delete(self.url)
        self.assertEqual(self.api.get("/contact/contacts/").json(), [])

        self.api.post(f"{self.url}restore/")

        self.assertEqual(len(self.api.get("/contact/contacts/").json()), 1)

    def test_every_write_is_on_the_timeline_with_before_and_after(self) -> None:
        self.api.patch(self.url, {"notes": "new"})

        event = self.api.get(f"{self.url}timeline/").json()[0]

        self.assertEqual((event["name"], event["by"]), ("lead.updated", "owner"))
        self.assertEqual(event["data"]["before"], {"notes": ""})
        self.assertEqual(event["data"]["after"], {"notes": "new"})
