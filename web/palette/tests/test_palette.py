"""What the palette offers: records in reach, what was opened last, what can be done there."""

from django.test import TestCase

from contact.tests.factories import make_contact
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class PaletteTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca", city="Rome")
        self.foreign = make_lead(assigned_to=self.outsider, name="Osteria Foreign")

    def asked(self, typed: str, recent: str = "") -> str:
        answer = self.client.get("/palette/", {"q": typed, "recent": recent})
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

    def test_records_people_and_pages_are_found_in_reach(self) -> None:
        make_contact(self.lead, by=self.owner, name="Marco")

        self.assertIn(f'href="/leads/{self.lead.pk}/"', self.asked("osteria rome"))
        self.assertNotIn("Foreign", self.asked("osteria"))
        self.assertIn("Marco", self.asked("marco"))
        self.assertIn('href="/pipeline/"', self.asked("pipe"))

    def test_the_first_hit_can_be_called_and_ordered_for_at_once(self) -> None:
        found = self.asked("lucca")

        self.assertIn(f'hx-get="/leads/{self.lead.pk}/log-call/"', found)
        self.assertIn(f'hx-get="/leads/{self.lead.pk}/orders/new/"', found)

    def test_what_was_opened_last_comes_first_and_only_in_reach(self) -> None:
        other = make_lead(assigned_to=self.owner, name="Bar Centrale")

        found = self.asked("", f"{self.foreign.pk},{other.pk},{self.lead.pk},x,{2**70}")

        self.assertNotIn("Foreign", found)
        self.assertLess(found.index("Bar Centrale"), found.index("Osteria Lucca"))

    def test_a_number_too_long_to_be_an_id_is_passed_over(self) -> None:
        self.assertIn("Osteria Lucca", self.asked("", f"{'9' * 5000},{self.lead.pk}"))

    def test_what_is_not_there_can_be_added(self) -> None:
        self.assertIn("/leads/new/?name=new%20place", self.asked("new place"))
        self.assertNotIn("/leads/new/?name=", self.asked("lucca"))

    def test_nobody_is_offered_a_page_that_turns_them_away(self) -> None:
        self.assertNotIn('href="/team/"', self.asked("team"))

        self.client.force_login(self.manager)
        self.assertIn('href="/team/"', self.asked("team"))

    def test_more_hits_cost_no_more_queries(self) -> None:
        self.client.get("/palette/?q=osteria")
        for number in range(3):
            lead = make_lead(assigned_to=self.owner, name=f"Osteria {number}")
            make_contact(lead, by=self.owner, name=f"Osteria {number}")
            with self.assertNumQueries(4):  # session, user, leads, people
                self.client.get("/palette/?q=osteria")
