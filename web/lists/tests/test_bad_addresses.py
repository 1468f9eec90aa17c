"""An address typed wrong, cut off or made up: a page that helps, never a program's words."""

from django.test import Client, TestCase

from call_planning.models import CallPlan
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
LISTS = ("/leads/", "/contacts/", "/interactions/", "/trash/", "/pipeline/", "/results/")
FAR = ("0001-01-01", "9999-12-31")


class BadAddressTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client = Client(raise_request_exception=False, headers=BROWSER)
        self.client.force_login(self.owner)
        User.objects.filter(pk=self.owner.pk).update(timezone="Asia/Tokyo")

    def test_a_nul_in_the_address_is_refused_on_a_page(self) -> None:
        for path in (*LISTS, "/leads/csv/", "/palette/"):
            with self.subTest(path):
                answer = self.client.get(f"{path}?q=%00")

                self.assertContains(answer, "This request cannot be read", status_code=400)
                self.assertEqual(answer["Content-Type"], "text/html; charset=utf-8")
                self.assertIn("Content-Security-Policy", answer)

    def test_the_refusal_is_in_the_reader_s_language(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(language="fr")

        answer = self.client.get("/leads/?q=%00")

        self.assertContains(answer, "Cette demande est illisible", status_code=400)

    def test_a_program_is_told_in_json_what_is_wrong(self) -> None:
        answer = self.client.get("/lead/restaurants/?search=%00")

        self.assertEqual(
            (answer.status_code, answer.json()),
            (400, {"detail": "The query holds a NUL character."}),
        )

    def test_a_broken_cursor_and_an_unknown_order_show_the_list_from_its_start(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        for query in ("after=xx", "after=WyIxIiwxLGZhbHNlXQ", "sort=password", "sort=-"):
            with self.subTest(query):
                answer = self.client.get(f"/leads/?{query}")

                self.assertEqual([row.pk for row in answer.context["rows"]], [lead.pk])

    def test_a_day_that_no_calendar_shows_is_left_out(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        names = ("/interactions/?to", "/interactions/?from", "/leads/?added_from", "/plans/?week")
        for name in names:
            for day in FAR:
                with self.subTest(name, day=day):
                    self.assertEqual(self.client.get(f"{name}={day}").status_code, 200)
        before = "before=0001-01-01T00:00:00%2B14:00"
        self.assertEqual(self.client.get(f"/leads/{lead.pk}/?{before}").status_code, 200)

    def test_a_form_refuses_such_a_day_beside_its_field(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        for day in FAR:
            form = {"value": day, "frequency": "MONTHLY", "version": "0"}
            answer = self.client.post(f"/leads/{lead.pk}/cell/next_call/", form)

            self.assertContains(answer, "between 1900 and 9000", status_code=422)
        self.assertFalse(CallPlan.objects.filter(lead=lead).exists())
