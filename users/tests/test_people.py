"""Admins write people; everybody writes their own profile."""

from django.test import TestCase

from users.models import User
from users.tests.cast import CastMixin, client_of


class PeopleTests(CastMixin, TestCase):
    def test_a_name_that_is_taken_is_refused_by_name(self) -> None:
        answer = client_of(self.admin).patch(f"/api/users/{self.owner.pk}/", {"username": "Admin"})

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["username"]))

    def test_nobody_makes_themselves_an_admin(self) -> None:
        client_of(self.owner).patch("/api/users/me/", {"role": "ADMIN"})

        self.assertEqual(User.objects.get(pk=self.owner.pk).role, "KAM")

    def test_the_last_admin_stays(self) -> None:
        answer = client_of(self.admin).patch(f"/api/users/{self.admin.pk}/", {"is_active": False})

        self.assertEqual((answer.status_code, answer.json()["code"]), (409, "last_admin"))

    def test_a_weak_password_is_refused(self) -> None:
        answer = client_of(self.admin).post("/api/users/", {"username": "n", "password": "12345"})

        self.assertEqual((answer.status_code, list(answer.json())), (400, ["password"]))

    def test_leave_and_working_week_are_checked(self) -> None:
        api = client_of(self.owner)
        leave = [{"first_day": "2026-12-31", "last_day": "2026-12-24"}]

        for body in ({"leave": leave}, {"working_week": {"someday": ["09:00", "10:00"]}}):
            answer = api.patch("/api/users/me/", body)
            self.assertEqual((answer.status_code, list(answer.json())), (400, list(body)))

    def test_a_team_with_members_stays(self) -> None:
        answer = client_of(self.admin).delete(f"/api/teams/{self.owner.team_id}/")

        self.assertEqual((answer.status_code, answer.json()["code"]), (409, "team_has_members"))


class SearchTests(CastMixin, TestCase):
    def test_people_and_teams_are_found_by_their_names(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(first_name="Ada", last_name="Lovelace")
        api = client_of(self.admin)

        people = api.get("/api/users/?search=LOVE+ada").json()
        teams = api.get("/api/teams/?search=nor").json()

        self.assertEqual([row["username"] for row in people], ["owner"])
        self.assertEqual([row["name"] for row in teams], ["North"])
