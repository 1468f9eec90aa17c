"""The team in a browser."""

from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import Team, User
from web.tests.browser import BrowserTestCase


class TeamInABrowserTests(BrowserTestCase):
    def setUp(self) -> None:
        team = Team.objects.create(name="North")
        self.manager = User.objects.create(username="boss", team=team, role="MANAGER")
        self.kam = User.objects.create(username="kam", team=team)
        self.other = User.objects.create(username="other", team=team)
        make_lead(assigned_to=self.kam, name="Osteria")

    def test_a_manager_hands_over_a_book(self) -> None:
        with self.window(self.manager) as page:
            page.goto("/team/")
            page.get_by_role("button", name="Hand over the restaurants of kam").click()
            page.get_by_label("To whom?").select_option(label="other")
            page.get_by_role("button", name="Hand over", exact=True).click()
            page.get_by_text("1 restaurant handed to other.").wait_for()

        self.assertEqual(Lead.objects.get().assigned_to, self.other)
