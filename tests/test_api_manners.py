"""What every endpoint does alike: addresses, sizes, entity tags, answers given once."""

from typing import Any

from django.test import TestCase, override_settings

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact, delete_contact
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.models import Team
from users.tests.cast import CastMixin, client_of

LISTS = "/lead/restaurants/"


class ApiMannersTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client = client_of(self.admin)
        self.lead = make_lead(assigned_to=self.owner)
        self.path = f"{LISTS}{self.lead.pk}/"

    def test_a_write_without_the_last_slash_is_sent_on_whole(self) -> None:
        for debug in (False, True):
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                with self.subTest(method=method, debug=debug), override_settings(DEBUG=debug):
                    answer = self.client.generic(
                        method, self.path[:-1], "{}", content_type="application/json"
                    )
                    self.assertEqual(
                        (answer.status_code, answer.headers["Location"]), (308, self.path)
                    )

    def test_an_address_that_begins_with_two_slashes_leads_nowhere_else(self) -> None:
        answer = self.client.get("//evil.example/lead")

        self.assertNotIn("//evil", answer.headers.get("Location", ""))

    def test_a_body_that_is_too_large_is_413_with_and_without_a_key(self) -> None:
        body = b'{"name": "' + b"x" * 2_100_000 + b'"}'

        for headers in ({}, {"Idempotency-Key": "one"}):
            answer = self.client.generic(
                "POST", LISTS, body, content_type="application/json", headers=headers
            )
            self.assertEqual(answer.status_code, 413, headers)
            self.assertIn("2,097,152", answer.json()["detail"])

    def test_noughts_before_a_number_hide_nothing_of_it(self) -> None:
        for path in (
            f"{LISTS}?limit=00000000199999",
            "/call/coverage/?days=00000199999999999",
            "/performance/team/?days=00000199999999999",
            "/performance/portfolio/?months=00000199999999999",
        ):
            with self.subTest(path):
                self.assertEqual(self.client.get(path).status_code, 400)
        self.assertEqual(self.client.get(f"{LISTS}?limit=007").status_code, 200)

    def test_head_carries_the_tag_that_get_does(self) -> None:
        for path in (LISTS, self.path, "/call/"):
            tag = self.client.get(path).headers["ETag"]
            self.assertEqual(self.client.head(path).headers["ETag"], tag, path)

    def test_a_tag_is_known_again_weak_in_a_list_or_as_any(self) -> None:
        for path in (LISTS, self.path):
            tag = self.client.get(path).headers["ETag"]
            for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                answer = self.client.get(path, headers={"If-None-Match": sent})
                self.assertEqual((answer.status_code, answer.content), (304, b""), sent)
            self.assertEqual(
                self.client.get(path, headers={"If-None-Match": '"x"'}).status_code, 200
            )

    def test_one_fitting_tag_of_several_lets_a_write_through(self) -> None:
        tag = self.client.get(self.path).headers["ETag"]

        answer = self.client.patch(
            self.path, {"notes": "new"}, headers={"If-Match": f'"{self.lead.pk}-0", {tag}'}
        )

        self.assertEqual(answer.status_code, 200)

    def test_money_of_more_decimals_is_rounded_half_up_and_too_much_is_refused(self) -> None:
        for sent, kept in ((b"15.299999999999999", b"15.30"), (b"12.345", b"12.35")):
            body = b'{"potential_revenue": ' + sent + b"}"
            answer = self.client.generic("PATCH", self.path, body, content_type="application/json")
            self.assertIn(b'"potential_revenue":' + kept, answer.content)
        for too_much in ("9" * 11, "9" * 40, "-1"):
            answer = self.client.patch(self.path, {"potential_revenue": too_much})
            self.assertEqual(
                (answer.status_code, list(answer.json())), (400, ["potential_revenue"])
            )


class StaleTagTests(CastMixin, TestCase):
    """A write that insists on a version that is gone changes nothing, whatever its method."""

    def writes(self) -> list[tuple[str, str, int, Any]]:
        lead, gone = (make_lead(assigned_to=self.owner) for _ in range(2))
        contact, former = (create_contact(lead, by=self.owner, name=name) for name in "AB")
        call, taken_back = (
            log_interaction(lead, by=self.owner, interaction_type="CALL") for _ in range(2)
        )
        plan = create_plan(lead, by=self.owner, frequency="DAILY")
        delete_contact(former, by=self.owner)
        delete_interaction(taken_back, by=self.owner)
        trash_lead(gone, by=self.owner)
        team = Team.objects.create(name="Empty")
        until = {"until": "2999-01-01T00:00:00Z"}
        return [
            ("PUT", f"{LISTS}{lead.pk}/", lead.pk, {"name": "New"}),
            ("PATCH", f"{LISTS}{lead.pk}/", lead.pk, {"notes": "new"}),
            ("DELETE", f"{LISTS}{lead.pk}/", lead.pk, None),
            ("POST", f"{LISTS}{lead.pk}/change_status/", lead.pk, {"status": "LOST"}),
            ("POST", f"{LISTS}{gone.pk}/restore/", gone.pk, None),
            ("PATCH", f"/contact/contacts/{contact.pk}/", contact.pk, {"name": "New"}),
            ("DELETE", f"/contact/contacts/{contact.pk}/", contact.pk, None),
            ("POST", f"/contact/contacts/{former.pk}/restore/", former.pk, None),
            ("PATCH", f"/track/interactions/{call.pk}/", call.pk, {"details": "new"}),
            ("PATCH", f"/track/interactions/{call.pk}/", call.pk, {}),
            ("DELETE", f"/track/interactions/{call.pk}/", call.pk, None),
            ("POST", f"/track/interactions/{taken_back.pk}/restore/", taken_back.pk, None),
            ("PATCH", f"/call/{plan.pk}/", plan.pk, {"notes": "new"}),
            ("PATCH", f"/call/{plan.pk}/set_frequency/", plan.pk, {"frequency": "WEEKLY"}),
            ("POST", f"/call/{plan.pk}/record_call/", plan.pk, {}),
            ("POST", f"/call/{plan.pk}/snooze/", plan.pk, until),
            ("POST", f"/call/{plan.pk}/pause/", plan.pk, None),
            ("POST", f"/call/{plan.pk}/resume/", plan.pk, None),
            ("DELETE", f"/call/{plan.pk}/", plan.pk, None),
            ("PATCH", "/api/users/me/", self.admin.pk, {"first_name": "New"}),
            ("PATCH", f"/api/teams/{team.pk}/", team.pk, {"name": "New"}),
            ("DELETE", f"/api/teams/{team.pk}/", team.pk, None),
        ]

    def test_it_is_412_and_changes_nothing(self) -> None:
        client = client_of(self.admin)
        for method, path, pk, body in self.writes():
            for tag in (f'"{pk}-999"', '"of something else"'):
                with self.subTest(f"{method} {path}", tag=tag):
                    before = whole_database()
                    send = getattr(client, method.lower())
                    answer = send(path, body, headers={"If-Match": tag})
                    self.assertEqual((answer.status_code, answer.json()["code"]), (412, "stale"))
                    self.assertEqual(whole_database(), before)
