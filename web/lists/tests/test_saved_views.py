"""Saved views: whose they are, who sees them, and that each sees their own rows."""

import json

from django.test import TestCase

from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.lists.saved import save_view
from web.models import SavedView


class SavedViewTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def save(self, *, shared: bool = False) -> SavedView:
        return save_view(by=self.owner, name="Top", page="leads", query="tier=A", shared=shared)

    def sees(self, user: User) -> bool:
        self.client.force_login(user)
        return b"Top" in self.client.get("/views/").content

    def test_a_private_view_is_its_owners_alone(self) -> None:
        self.save()

        seen = {name: self.sees(getattr(self, name)) for name in ("owner", "teammate", "manager")}
        self.assertEqual(seen, {"owner": True, "teammate": False, "manager": False})
        self.assertFalse(self.sees(self.admin))

    def test_more_views_cost_no_more_queries(self) -> None:
        make_lead(assigned_to=self.owner, tier="A")
        for number, page in enumerate(("leads", "contacts", "interactions", "pipeline")):
            query = "q=great" if number % 2 else ""
            save_view(by=self.owner, name=f"V{number}", page=page, query=query, shared=False)
            with self.assertNumQueries(4):  # session, user, views, all their counts
                page = self.client.get("/views/").content.decode()

        self.assertEqual(page.count('<span class="k-nav-count">1</span>'), 2)

    def test_the_sidebar_marks_the_view_in_use(self) -> None:
        view, other = self.save(), self.save()
        for url, marked in (
            (f"http://testserver/leads/?tier=A&view={view.pk}", [view.pk]),
            ("http://[", []),
        ):
            side = self.client.get("/views/", headers={"HX-Current-URL": url}).content.decode()

            found = [
                one.pk for one in (view, other) if f'view={one.pk}" aria-current="true"' in side
            ]
            self.assertEqual(found, marked)

    def test_a_shared_view_is_the_teams(self) -> None:
        self.save(shared=True)

        self.assertTrue(self.sees(self.teammate))
        self.assertTrue(self.sees(self.manager))
        self.assertFalse(self.sees(self.outsider))

    def test_each_counts_their_own_rows(self) -> None:
        self.save(shared=True)
        make_lead(assigned_to=self.owner, tier="A")
        make_lead(assigned_to=self.owner, tier="B")

        self.assertContains(self.client.get("/views/"), '<span class="k-nav-count">1</span>')
        self.client.force_login(self.teammate)
        self.assertContains(self.client.get("/views/"), '<span class="k-nav-count">0</span>')

    def test_saving_goes_to_the_view_and_drops_what_means_nothing(self) -> None:
        form = {"name": "Top", "page": "leads", "query": "tier=A&after=xyz&owner=7&evil=1"}

        answer = self.client.post("/views/new/", form)

        view = SavedView.objects.get()
        self.assertEqual(view.query, "tier=A")
        self.assertEqual(answer["HX-Redirect"], f"/leads/?tier=A&view={view.pk}")

    def test_saving_anew_is_offered_only_when_something_differs(self) -> None:
        view = self.save()

        for query, offered in (
            ("", False),
            ("tier=B", True),
            (f"tier=A&view={view.pk}", False),
            (f"tier=A&status=NEW&view={view.pk}", True),
        ):
            with self.subTest(query):
                answer = self.client.get(f"/leads/?{query}")
                self.assertEqual(b"Save as new view" in answer.content, offered)

    def test_a_name_is_asked_for(self) -> None:
        answer = self.client.post("/views/new/", {"name": "", "page": "leads"})

        self.assertEqual(answer.status_code, 422)

    def test_who_is_in_no_team_cannot_share(self) -> None:
        self.client.force_login(self.admin)

        answer = self.client.post("/views/new/", {"name": "Top", "page": "leads", "shared": "on"})

        self.assertContains(answer, "no team", status_code=422)

    def test_deleting_can_be_undone(self) -> None:
        view = self.save(shared=True)
        answer = self.client.post(f"/views/{view.pk}/delete/")
        self.assertFalse(SavedView.objects.exists())

        token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]
        self.client.post("/undo/", {"token": token})

        self.assertEqual(SavedView.objects.get().query, "tier=A")

    def test_a_teammate_uses_it_but_does_not_change_it(self) -> None:
        view = self.save(shared=True)
        self.client.force_login(self.teammate)

        answer = self.client.post(f"/views/{view.pk}/delete/", headers={"HX-Request": "true"})

        self.assertEqual(answer.status_code, 403)

    def test_a_private_view_of_another_does_not_exist(self) -> None:
        view = self.save()
        self.client.force_login(self.teammate)

        self.assertEqual(self.client.post(f"/views/{view.pk}/delete/").status_code, 404)

    def test_a_view_is_renamed_and_kept_anew(self) -> None:
        view = self.save()

        self.client.post(f"/views/{view.pk}/rename/", {"name": "Best", "shared": "on"})
        self.client.post(f"/views/{view.pk}/keep/", {"query": "tier=B"})

        view.refresh_from_db()
        self.assertEqual((view.name, view.shared, view.query), ("Best", True, "tier=B"))
