"""Changes of people and teams are facts like any other."""

from django.test import TestCase

from events.models import Event
from users.services.people import create_user, delete_team, save_team, update_user
from users.tests.cast import CastMixin


class PeopleAreToldTests(CastMixin, TestCase):
    def told(self, name: str) -> dict[str, object]:
        return dict(Event.objects.get(name=name).data)

    def test_a_new_role_says_what_was_before(self) -> None:
        update_user(self.owner, by=self.admin, role="MANAGER")

        data = self.told("user.updated")
        self.assertEqual(data, {"before": {"role": "KAM"}, "after": {"role": "MANAGER"}})

    def test_a_password_is_never_told(self) -> None:
        update_user(self.owner, by=self.owner, password="a-long-enough-one")

        data = self.told("user.updated")
        self.assertEqual(data, {"before": {"password": "***"}, "after": {"password": "***"}})

    def test_a_new_person_is_told_without_the_password(self) -> None:
        create_user(by=self.admin, username="new", password="a-long-enough-one", role="KAM")

        self.assertEqual(self.told("user.created"), {"after": {"username": "new", "role": "KAM"}})

    def test_teams_are_told(self) -> None:
        team = save_team(None, by=self.admin, name="West")
        save_team(team, by=self.admin, name="Far West")
        delete_team(team, by=self.admin)

        names = Event.objects.order_by("pk").values_list("name", flat=True)
        self.assertEqual(list(names), ["team.created", "team.renamed", "team.deleted"])
