"""Lists in keyset pages: every row once, in order, forwards and backwards."""

import functools
import operator
import re
from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from leads.api.listings import LEAD_ORDERINGS
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of

LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


class ListLeadsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client_in = client_of(self.owner)
        now = timezone.now()
        for number in range(7):
            known = {} if number % 3 == 0 else {"potential_revenue": 1000 * (number % 2)}
            seen = {} if number % 2 else {"last_order_at": now - timedelta(days=number // 3)}
            make_lead(assigned_to=self.owner, name=f"Place {number % 4}", **known, **seen)

    def get(self, url: str) -> tuple[list[int], dict[str, str]]:
        answer = self.client_in.get(url)
        self.assertEqual(answer.status_code, 200, answer.content)
        links = {rel: link for link, rel in LINK.findall(answer.headers.get("Link", ""))}
        return [row["id"] for row in answer.json()], links

    def walk(self, url: str, rel: str) -> tuple[list[list[int]], str]:
        pages, last = [], url
        while url:
            ids, links = self.get(url)
            pages.append(ids)
            last, url = url, links.get(rel, "")
        return pages, last

    def test_a_walk_sees_every_row_once_and_in_order(self) -> None:
        for name in LEAD_ORDERINGS:
            for ordering in (name, f"-{name}"):
                with self.subTest(ordering=ordering):
                    whole, _ = self.get(f"/lead/restaurants/?ordering={ordering}")
                    start = f"/lead/restaurants/?ordering={ordering}&limit=2"
                    pages, last = self.walk(start, "next")
                    back, _ = self.walk(last, "prev")

                    self.assertEqual(functools.reduce(operator.iadd, pages, []), whole)
                    self.assertEqual(functools.reduce(operator.iadd, reversed(back), []), whole)

    def test_rows_without_a_value_come_last_either_way(self) -> None:
        for ordering in ("potential_revenue", "-potential_revenue"):
            rows = self.client_in.get(f"/lead/restaurants/?ordering={ordering}").json()
            self.assertEqual([row["potential_revenue"] is None for row in rows[-3:]], [True] * 3)

    def test_a_row_that_comes_meanwhile_shifts_no_page(self) -> None:
        first, links = self.get("/lead/restaurants/?ordering=-id&limit=3")
        make_lead(assigned_to=self.owner)

        second, _ = self.get(links["next"])

        self.assertFalse(set(first) & set(second))

    def test_more_rows_cost_no_more_queries(self) -> None:
        for _ in range(3):
            make_lead(assigned_to=self.owner)
            with self.assertNumQueries(1):  # the leads
                self.client_in.get("/lead/restaurants/")

    def test_counts_are_asked_for(self) -> None:
        self.assertNotIn("X-Total-Count", self.client_in.get("/lead/restaurants/").headers)
        for count in ("exact", "capped"):
            answer = self.client_in.get(f"/lead/restaurants/?limit=1&count={count}")
            self.assertEqual(answer.headers["X-Total-Count"], "7")

    def test_every_word_searched_for_must_occur(self) -> None:
        make_lead(assigned_to=self.owner, name="Café Zürich", city="Bern")

        self.assertEqual(len(self.get("/lead/restaurants/?search=zurich BERN")[0]), 1)
        self.assertEqual(self.get("/lead/restaurants/?search=zurich basel")[0], [])

    def test_search_takes_percent_and_underscore_literally(self) -> None:
        self.assertEqual(self.get("/lead/restaurants/?search=%25")[0], [])
        self.assertEqual(self.get("/lead/restaurants/?search=_")[0], [])

    def test_filters_narrow(self) -> None:
        Lead.objects.filter(name="Place 1").update(lead_status="LOST", city="Oslo")

        rows, _ = self.get("/lead/restaurants/?lead_status=LOST&city=Oslo")

        self.assertEqual(len(rows), 2)

    def test_what_cannot_be_read_is_refused_by_name(self) -> None:
        wrong: dict[str, Any] = {
            "limit": "0",
            "cursor": "nonsense",
            "ordering": "notes",
            "lead_status": "WON",
            "assigned_to": "x",
            "count": "maybe",
            "created_from": "yesterday",
            "colour": "red",
        }
        for name, value in wrong.items():
            answer = self.client_in.get(f"/lead/restaurants/?{name}={value}")
            self.assertEqual((answer.status_code, list(answer.json())), (400, [name]))

    def test_a_cursor_of_another_ordering_is_refused_not_misread(self) -> None:
        _, links = self.get("/lead/restaurants/?ordering=name&limit=1")
        moved = links["next"].replace("ordering=name", "ordering=created_at")

        self.assertEqual(self.client_in.get(moved).status_code, 400)
