"""The e-mails of an account: read as one thread, written down, taken back."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import TestCase

from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

AT = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


class EmailsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.here = f"/leads/{self.lead.pk}/"

    def mail(self, details: str, **values: Any) -> Interaction:
        facts: dict[str, Any] = {"date": AT, "details": details, "interaction_type": "EMAIL"}
        return log_interaction(self.lead, by=self.owner, **facts | values)

    def page(self, **query: str) -> str:
        return self.client.get(self.here, {"tab": "emails", **query}).content.decode()

    def test_each_has_its_subject_its_text_its_people_and_its_hour_with_the_zone(self) -> None:
        self.owner.timezone = "America/New_York"
        self.owner.save()
        anika = make_contact(self.lead, by=self.owner, name="Anika Rao")
        self.mail("New menu\nHere it is.\nBest", direction="INBOUND", contact_id=anika.pk)

        page = self.page()

        for part in (">New menu</h3>", "Here it is.\nBest", "From Anika Rao", "09:30 EST"):
            self.assertIn(part, page)

    def test_other_interactions_and_deleted_ones_are_not_among_them(self) -> None:
        log_interaction(self.lead, by=self.owner, interaction_type="NOTE", details="A note")
        Interaction.objects.filter(pk=self.mail("Gone").pk).update(deleted_at=AT)

        self.assertIn("No e-mails yet", self.page())

    def test_they_come_in_pages_that_lose_none_of_one_moment(self) -> None:
        for number in range(45):
            self.mail(f"Mail {number:02}", date=AT + timedelta(hours=number // 30))
        headers, before, seen = {"HX-Request": "true", "HX-Target": "more"}, "", []
        for _ in range(3):
            query = {"tab": "emails", "before": before}
            answer = self.client.get(self.here, query, headers=headers)
            thread = answer.context["thread"]
            seen += [mail.subject for mail in thread.mails]
            before = thread.before

        self.assertEqual(before, "")
        later, sooner = (range(44, 29, -1), range(29, -1, -1))
        self.assertEqual(seen, [f"Mail {number:02}" for number in (*later, *sooner)])

    def test_a_place_nobody_gave_is_the_beginning(self) -> None:
        self.mail("Here")
        for before in (
            "x",
            "2026-03-02~1",
            "2026-03-02T00:00:00+00:00~x",
            "~",
            "²~²",
            "0001-01-01T00:00:00+14:00~1",
            f"{AT.isoformat()}~{'9' * 30}",
        ):
            self.assertIn("Here", self.page(before=before))

    def test_a_long_one_shows_its_beginning_first(self) -> None:
        self.mail("Terms\n" + "word " * 300)

        self.assertIn("The whole e-mail", self.page())

    def test_what_a_mail_says_is_never_markup(self) -> None:
        self.mail("<b>Hi</b>\n<script>alert(1)</script>")

        self.assertNotIn("<script>alert", self.page())

    def test_one_is_written_down_and_taken_back(self) -> None:
        anika = make_contact(self.lead, by=self.owner, name="Anika Rao")
        form = {"direction": "INBOUND", "contact": anika.pk, "next_step": "Send prices"}

        answer = self.client.post(f"{self.here}email/", {"details": "Prices?\r\nPlease.", **form})

        self.assertEqual(answer.status_code, 204)
        made = Interaction.objects.get()
        told = (made.interaction_type, made.direction, made.contact, made.details, made.next_step)
        self.assertEqual(told, ("EMAIL", "INBOUND", anika, "Prices?\nPlease.", "Send prices"))
        token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]
        self.client.post("/undo/", {"token": token})
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_nothing_and_a_stranger_are_refused_with_what_was_typed(self) -> None:
        stranger = make_contact(make_lead(), by=self.admin, name="Al")
        for values in ({"details": " "}, {"details": "Typed", "contact": stranger.pk}):
            form = {"direction": "OUTBOUND", **values}
            answer = self.client.post(f"{self.here}email/", form)
            self.assertContains(answer, "k-error", status_code=422)
            self.assertContains(answer, str(values["details"]).strip(), status_code=422)
        self.assertFalse(Interaction.objects.exists())

    def test_one_can_write_to_whoever_is_there_and_to_the_house(self) -> None:
        self.lead.email = "hello@lucca.example"
        self.lead.save()
        make_contact(self.lead, by=self.owner, name="Anika", email="anika+k@lucca.example")
        make_contact(self.lead, by=self.owner, name="Al", email="al@x.example", left_on=AT.date())

        page = self.page()

        self.assertIn('href="mailto:anika+k@lucca.example"', page)
        self.assertIn('href="mailto:hello@lucca.example"', page)
        self.assertNotIn("Write to Al", page)

    def test_without_an_address_there_is_still_the_log(self) -> None:
        page = self.page()

        self.assertNotIn("Write an e-mail", page)
        self.assertIn("Log an e-mail", page)
