"""Each time stands by the clock of the restaurant, with its zone; the reader's when pointed at."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase
from django.utils import timezone
from django.utils.translation import override

from call_planning.services.plans import create_plan
from files.tests.factories import make_file
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.times import past_element, your_time
from web.words import NBSP, clock_there, day_of_month, short_money

MORNING = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)


class TimesTests(CastMixin, TestCase):
    def setUp(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(timezone="Europe/Paris")
        self.client.force_login(self.owner)

    def lead(self, zone: str = "America/New_York") -> Lead:
        lead = make_lead(assigned_to=self.owner, timezone=zone)
        at = timezone.now() - timedelta(days=200)
        self.at = at.replace(hour=14, minute=5)
        log_interaction(lead, by=self.owner, interaction_type="NOTE", date=self.at)
        return lead

    def test_a_clock_names_its_zone(self) -> None:
        self.assertEqual(clock_there(MORNING, "America/New_York"), "09:05 EST")
        self.assertEqual(clock_there(MORNING, "Asia/Kathmandu"), "19:50 UTC+5:45")

    def test_a_shortened_month_brings_no_second_stop_into_a_sentence(self) -> None:
        with override("fr"):
            self.assertEqual(day_of_month(MORNING, "Europe/Paris"), "25 nov")
            self.assertEqual(day_of_month(MORNING - timedelta(days=160), "UTC"), "18 juin")

    def test_billions_have_a_letter_of_their_own(self) -> None:
        self.assertEqual(short_money(9_876_543_210, "USD"), "$9.9B")
        with override("fr"):
            self.assertEqual(short_money(9_876_543_210, "USD"), "9,9 Md$".replace(" ", NBSP))

    def test_who_points_at_it_is_told_their_own(self) -> None:
        self.assertEqual(
            your_time(MORNING, "Europe/Paris"), "Your time: Wed 25 Nov 2026, 15:05 CET"
        )

    def test_days_are_counted_over_there(self) -> None:
        late = timezone.now().replace(hour=23, minute=0) - timedelta(days=20)

        here, there = (past_element(late, zone, "UTC") for zone in ("UTC", "Asia/Tokyo"))

        self.assertNotEqual(here, there)

    def test_the_list_and_the_timeline_show_the_clock_over_there(self) -> None:
        lead = self.lead()
        over_there = clock_there(self.at, "America/New_York")

        for path in ("/interactions/", f"/leads/{lead.pk}/"):
            with self.subTest(path):
                page = self.client.get(path)

                self.assertContains(page, f">{over_there}<")
                self.assertContains(page, f'title="{your_time(self.at, "Europe/Paris")}"')

    def test_so_do_the_emails_and_the_files(self) -> None:
        lead = self.lead()
        log_interaction(lead, by=self.owner, interaction_type="EMAIL", details="Menu", date=self.at)
        uploaded_at = make_file(lead, by=self.owner).uploaded_at

        for tab, at in (("emails", self.at), ("files", uploaded_at)):
            with self.subTest(tab):
                page = self.client.get(f"/leads/{lead.pk}/", {"tab": tab})

                self.assertContains(page, f">{clock_there(at, 'America/New_York')}<")
                self.assertContains(page, f'title="{your_time(at, "Europe/Paris")}"')

    def test_a_call_of_the_day_shows_both_clocks(self) -> None:
        now = timezone.now()
        create_plan(self.lead(), by=self.owner, frequency="WEEKLY", next_call_date=now)

        page = self.client.get("/").content.decode()

        for day in (now, timezone.now()):  # the minute may turn between
            if f'title="{your_time(day, "Europe/Paris")}">' in page:
                break
        else:
            self.fail("the reader's own time is not said")

    def test_a_place_without_a_zone_has_the_readers_clock(self) -> None:
        self.lead("")

        page = self.client.get("/interactions/")

        self.assertContains(page, f">{clock_there(self.at, 'Europe/Paris')}<")

    def test_cards_on_the_board_name_the_zone(self) -> None:
        make_lead(assigned_to=self.owner, timezone="Asia/Kathmandu")

        self.assertContains(self.client.get("/pipeline/"), "UTC+5:45")
