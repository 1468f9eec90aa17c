"""Django's admin writes people through the services: their rules hold, and it is on record."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client, TestCase

from events.models import Event
from users.models import Team, TokenFamily, User
from users.rules import Role
from users.services.tokens import start_session
from users.tests.cast import CastMixin

OLD, NEW = "a-long-enough-one", "another-long-enough-one"


class AdminWritesTests(CastMixin, TestCase):
    def setUp(self) -> None:
        User.objects.filter(pk=self.admin.pk).update(is_staff=True, is_superuser=True)
        self.client.force_login(User.objects.get(pk=self.admin.pk))

    def form_of(self, user: User) -> dict[str, Any]:
        form = self.client.get(self.url(user)).context["adminform"].form
        shown = {name: form[name].value() for name in form.fields if name != "password"}
        return {name: "" if value is None else value for name, value in shown.items()}

    def url(self, user: User) -> str:
        return f"/admin/users/user/{user.pk}/change/"

    def change(self, user: User, **values: Any) -> Any:
        data = {**self.form_of(user), **values}
        return self.client.post(self.url(user), {k: v for k, v in data.items() if v is not False})

    def test_a_change_of_role_and_team_is_on_record(self) -> None:
        self.change(self.owner, role="MANAGER", team=self.outsider.team_id)

        self.owner.refresh_from_db()
        self.assertEqual((self.owner.role, self.owner.team), ("MANAGER", self.outsider.team))
        event = Event.objects.get(name="user.updated")
        self.assertEqual((event.subject_id, event.by), (self.owner.pk, self.admin))
        self.assertEqual(event.data["before"], {"role": "KAM", "team": "North"})

    def test_who_is_made_inactive_is_out_at_once(self) -> None:
        elsewhere = Client()
        elsewhere.force_login(self.owner)
        start_session(self.owner)

        self.change(self.owner, is_active=False)

        self.assertFalse(TokenFamily.objects.filter(revoked_at=None).exists())
        self.assertEqual(elsewhere.get("/settings/").status_code, 302)

    def test_nothing_changed_writes_nothing(self) -> None:
        self.change(self.owner)

        self.assertFalse(Event.objects.exists())
        self.assertEqual(User.objects.get(pk=self.owner.pk).version, 1)

    def test_a_new_password_ends_every_log_in_and_is_not_on_record(self) -> None:
        elsewhere = Client()
        elsewhere.force_login(self.owner)
        start_session(self.owner)

        words = {"password1": NEW, "password2": NEW}
        self.client.post(f"/admin/users/user/{self.owner.pk}/password/", words)

        self.assertTrue(Client().login(username="owner", password=NEW))
        self.assertFalse(TokenFamily.objects.filter(revoked_at=None).exists())
        self.assertEqual(elsewhere.get("/settings/").status_code, 302)
        self.assertEqual(Event.objects.get().data["after"], {"password": "***"})

    def test_the_last_admin_stays(self) -> None:
        answer = self.change(self.admin, role="KAM")

        self.assertEqual(answer.status_code, 302)
        self.assertEqual(User.objects.get(pk=self.admin.pk).role, Role.ADMIN)
        self.assertContains(self.client.get(self.url(self.admin)), "last admin cannot")

    def test_somebody_new_comes_in_through_the_service(self) -> None:
        words = {"username": "new", "password1": NEW, "password2": NEW, "role": "ADMIN"}
        answer = self.client.post("/admin/users/user/add/", words)

        made = User.objects.get(username="new")
        self.assertRedirects(answer, self.url(made))
        self.assertEqual((made.role, made.is_staff), ("ADMIN", True))
        self.assertEqual(Event.objects.get().name, "user.created")

    def test_a_week_that_is_none_is_told_beside_its_field(self) -> None:
        answer = self.change(self.owner, working_week='{"someday": 1}')

        self.assertContains(answer, "Days are mon")

    def test_rights_are_on_record(self) -> None:
        group = Group.objects.create(name="Support")

        self.change(self.owner, groups=[group.pk])

        self.assertEqual(Event.objects.get().data["after"], {"groups": ["Support"]})

    def test_a_group_is_made_changed_and_deleted_on_record(self) -> None:
        right = Permission.objects.get(codename="view_lead")
        self.client.post("/admin/auth/group/add/", {"name": "Support", "permissions": [right.pk]})
        group = Group.objects.get()
        url = f"/admin/auth/group/{group.pk}"
        self.client.post(f"{url}/change/", {"name": "Help"})
        self.client.post(f"{url}/delete/", {"post": "yes"})

        made, changed, deleted = Event.objects.filter(name__startswith="group.").order_by("pk")
        self.assertEqual(made.data["after"]["permissions"], [str(right)])
        self.assertEqual(changed.data["after"], {"name": "Help", "permissions": []})
        self.assertEqual((deleted.name, deleted.by), ("group.deleted", self.admin))
        self.assertFalse(Group.objects.exists())

    def test_a_group_saved_as_it_is_writes_nothing(self) -> None:
        group = Group.objects.create(name="Support")

        self.client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Support"})

        self.assertFalse(Event.objects.exists())

    def test_groups_cannot_be_deleted_past_the_service(self) -> None:
        group = Group.objects.create(name="Support")

        many = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
        self.client.post("/admin/auth/group/", many)

        self.assertTrue(Group.objects.exists())

    def test_nobody_is_deleted_and_nobody_is_the_system(self) -> None:
        url = f"/admin/users/user/{self.owner.pk}/delete/"
        self.assertEqual(self.client.post(url, {"post": "yes"}).status_code, 403)

        answer = self.change(self.owner, role="SYSTEM")
        self.assertContains(answer, "not one of the available choices")

    def test_staff_who_are_no_admins_write_nobody(self) -> None:
        User.objects.filter(pk=self.manager.pk).update(is_staff=True, is_superuser=True)
        client = Client()
        client.force_login(User.objects.get(pk=self.manager.pk))

        answer = client.post(self.url(self.manager), {"role": "ADMIN"})

        self.assertEqual(answer.status_code, 403)

    def test_a_team_is_made_and_renamed_on_record(self) -> None:
        self.client.post("/admin/users/team/add/", {"name": "West"})
        team = Team.objects.get(name="West")
        self.client.post(f"/admin/users/team/{team.pk}/change/", {"name": "Far West"})

        names = list(Event.objects.order_by("pk").values_list("name", flat=True))
        self.assertEqual(names, ["team.created", "team.renamed"])
        self.assertEqual(Team.objects.get(pk=team.pk).version, 2)

    def test_a_team_with_members_stays(self) -> None:
        team = self.owner.team
        assert team is not None

        self.client.post(f"/admin/users/team/{team.pk}/delete/", {"post": "yes"})

        self.assertTrue(Team.objects.filter(pk=team.pk).exists())
