"""The list of today's calls: whom it names, its pages, its count."""

import re
from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact
from events.models import Event
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of

TODAY = "/call/today/"
LINK = re.compile(r'<http://testserver([^>]+)>; rel="(\w+)"')


class TodayListTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.api = client_of(self.owner)

    def due(self, name: str = "Rialto", **fields: Any) -> Lead:
        lead = make_lead(name=name, assigned_to=self.owner, **fields)
        yesterday = timezone.now() - timedelta(days=1)
        create_plan(lead, by=self.owner, frequency="DAILY", next_call_date=yesterday)
        return lead

    def person(self, lead: Lead, name: str, **fields: Any) -> int:
        phone = f"+4420794609{len(name):02}"
        return create_contact(lead, by=self.owner, name=name, phone=phone, **fields).pk

    def only(self) -> dict[str, Any]:
        (row,) = self.api.get(TODAY).json()
        return dict(row)

    def test_it_names_the_primary_contact(self) -> None:
        lead = self.due()
        self.person(lead, "Al")
        primary = self.person(lead, "Jo", is_primary=True)

        self.assertEqual((self.only()["contact"], self.only()["contact_name"]), (primary, "Jo"))

    def test_it_names_nobody_who_must_not_be_called(self) -> None:
        lead = self.due()
        self.person(lead, "Shy", is_primary=True, do_not_call=True)
        other = self.person(lead, "Open")

        row = self.only()

        self.assertEqual((row["contact"], row["phone"]), (other, "+442079460904"))

    def test_with_nobody_to_call_it_gives_the_restaurant_s_own_number(self) -> None:
        lead = self.due(phone="+442079460001", contact_person="Front desk")
        self.person(lead, "Shy", do_not_call=True)

        row = self.only()

        self.assertEqual((row["contact"], row["phone"]), (None, "+442079460001"))
        self.assertEqual(row["contact_name"], "Front desk")

    def test_it_is_walked_in_pages_there_and_back(self) -> None:
        for number in range(5):
            self.due(f"Number {number}")
        whole = [row["id"] for row in self.api.get(TODAY).json()]
        seen, path, back = [], f"{TODAY}?limit=2", ""

        while path:
            answer = self.api.get(path)
            seen += [row["id"] for row in answer.json()]
            links = {rel: to for to, rel in LINK.findall(answer.headers.get("Link", ""))}
            path, back = links.get("next", ""), links.get("prev", "")

        self.assertEqual(seen, whole)
        self.assertEqual([row["id"] for row in self.api.get(back).json()], whole[2:4])

    def test_it_can_be_counted_and_searched(self) -> None:
        for name in ("Rialto", "Umi", "Kumo"):
            self.due(name)

        for count in ("exact", "capped"):
            answer = self.api.get(f"{TODAY}?limit=1&count={count}")
            self.assertEqual(answer.headers["X-Total-Count"], "3")
        found = self.api.get(f"{TODAY}?search=UMI").json()
        self.assertEqual([row["lead_name"] for row in found], ["Umi"])

    def test_a_change_of_a_plan_tells_the_date_that_followed_and_none_tells_nothing(self) -> None:
        lead = self.due()
        path = f"/call/{lead.call_plan.pk}/"
        self.api.post(f"{path}record_call/", {"last_called": "2026-03-02T10:00:00Z"})

        for _ in range(2):
            answer = self.api.patch(f"{path}set_frequency/", {"frequency": "WEEKLY"})

        event = Event.objects.get(name="call_plan.updated")
        self.assertEqual(event.data["before"]["next_call_date"], "2026-03-03T10:00:00+00:00")
        self.assertEqual(event.data["after"]["next_call_date"], "2026-03-09T10:00:00+00:00")
        self.assertEqual(answer.json()["next_call_date"], "2026-03-09T10:00:00Z")

    def test_a_next_call_named_with_a_call_is_on_record(self) -> None:
        lead = self.due()
        body = {"last_called": "2026-03-02T10:00:00Z", "next_call_date": "2027-01-04T09:00:00Z"}

        self.api.post(f"/call/{lead.call_plan.pk}/record_call/", body)

        event = Event.objects.get(name="call_plan.updated")
        self.assertEqual(event.data["after"], {"next_call_date": "2027-01-04T09:00:00+00:00"})

    def test_the_plans_can_be_searched_by_restaurant(self) -> None:
        self.due("Rialto")
        lead = self.due("Umi")

        found = self.api.get("/call/?search=umi").json()

        self.assertEqual([row["lead"] for row in found], [lead.pk])
