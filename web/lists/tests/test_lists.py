"""The lists: who is in them, in which order, and how many queries that takes."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.test import TestCase
from django.utils import timezone

from contact.models import Contact
from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.models import Lead
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from performance_tracking.tests.orders import make_forecast
from users.models import User
from users.tests.cast import CastMixin
from web.lists import views
from web.lists.all import TABLES
from web.lists.asked import COUNT_CAP
from web.lists.keyset import field_of
from web.words import short_day

RULES: dict[str, Callable[[User], QuerySet[Any]]] = {
    "leads": Lead.objects.visible_to,
    "contacts": Contact.objects.visible_to,
    "interactions": Interaction.objects.visible_to,
    "trash": Lead.objects.trash_of,
    "trash-contacts": Contact.objects.deleted_in_reach,
    "trash-interactions": Interaction.objects.deleted_in_reach,
}


class ListTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def lead(self, name: str, **fields: Any) -> Any:
        return make_lead(name=name, **{"assigned_to": self.owner} | fields)

    def names(self, path: str) -> list[str]:
        return [row.name for row in self.client.get(path).context["rows"]]

    def test_a_kam_sees_their_own_and_a_manager_the_team(self) -> None:
        self.lead("Mine")
        self.lead("Teammate's", assigned_to=self.teammate)

        self.assertEqual(self.names("/leads/"), ["Mine"])
        self.client.force_login(self.manager)
        self.assertEqual(self.names("/leads/"), ["Mine", "Teammate's"])

    def test_filters_narrow_together(self) -> None:
        self.lead("A new one", tier="A")
        self.lead("A lost one", tier="A", lead_status="LOST")
        self.lead("B new", tier="B")

        self.assertEqual(self.names("/leads/?tier=A&status=NEW&status=CONTACTED"), ["A new one"])

    def test_each_filter_of_leads_finds_what_it_says(self) -> None:
        now = timezone.now()
        self.lead("Plain", next_call_date=now)
        self.lead("Lisbon", city="Lisbon", next_call_date=now)
        self.lead("Fair", source="Fair", next_call_date=now)
        self.lead("Rich", potential_revenue=90_000, next_call_date=now)
        self.lead("Old", last_order_at=now - timedelta(days=90), next_call_date=now)
        self.lead("Silent")
        self.lead("Stale", rots_at=now - timedelta(days=1), next_call_date=now + timedelta(days=30))
        day = (now - timedelta(days=30)).date()
        found = {
            "city=lisbon": "Lisbon",
            "source=fair": "Fair",
            "from=50000&to=100000": "Rich",
            f"ordered_before={day}": "Old",
            "no_call=yes": "Silent",
            "rotting=yes": "Stale",
        }

        make_forecast(self.lead("Late", lead_status="CONVERTED", next_call_date=now), at_risk=True)
        make_forecast(self.lead("Gone", lead_status="LOST", next_call_date=now), at_risk=True)
        found["at_risk=yes"] = "Late"

        for query, name in found.items():
            with self.subTest(query):
                self.assertEqual(self.names(f"/leads/?{query}"), [name])

    def test_health_and_next_order_are_columns_to_ask_for(self) -> None:
        day = timezone.now().date() + timedelta(days=3)
        window = {f"next_order_{part}": day for part in ("from", "date", "to")}
        known, none = self.lead("Known"), self.lead("None yet")
        make_forecast(known, health=81, probability_active=0.9, **window)
        make_forecast(self.lead("Lost"), health=20)

        plain = self.client.get("/leads/").context["rows"][0].columns
        rows = self.client.get("/leads/?cols=name&cols=health&cols=next_order").context["rows"]

        self.assertNotIn("health", [column.name for column in plain])
        said = {row.pk: [cell.text for _column, cell in row.cells[1:]] for row in rows}
        self.assertEqual(said[known.pk], ["81", short_day(day, "UTC")])
        self.assertEqual(said[none.pk], ["", ""])
        self.assertEqual([texts for texts in said.values() if texts[0] == "20"], [["20", ""]])

    def test_a_manager_filters_by_owner_and_a_kam_cannot(self) -> None:
        self.lead("Mine")
        self.lead("Nobody's", assigned_to=None)
        self.client.force_login(self.manager)

        self.assertEqual(self.names("/leads/?owner=nobody"), ["Nobody's"])
        self.assertEqual(self.names(f"/leads/?owner={self.owner.pk}"), ["Mine"])
        self.client.force_login(self.owner)
        self.assertEqual(self.names(f"/leads/?owner={self.teammate.pk}"), ["Mine"])

    def test_a_senseless_address_shows_the_plain_list(self) -> None:
        self.lead("Mine")
        wrong = (
            "sort=password",
            "after=WzEsMiwzXQ",
            "status=NOPE",
            "from=NaN",
            "owner=me'",
            "cols=secret",
            "view=99999999999999999999",
            "ordered_before=9999-99-99",
        )

        for query in wrong:
            with self.subTest(query):
                self.assertEqual(self.names(f"/leads/?{query}"), ["Mine"])

    def test_every_sort_walks_every_row_once_both_ways(self) -> None:
        now = timezone.now()
        for number in range(7):
            known = {} if number % 3 else {"potential_revenue": number, "last_order_at": now}
            lead = self.lead(f"Place {number % 4}", lead_status="CONVERTED", **known)
            if number:
                self.foresee(lead, number)
        size, views.SIZE = views.SIZE, 2
        self.addCleanup(setattr, views, "SIZE", size)

        for name in TABLES["leads"].sorts:
            for sort in (name, f"-{name}"):
                with self.subTest(sort):
                    pages = list(self.pages(f"/leads/?sort={sort}", "after"))
                    seen = [pk for _, ids in pages for pk in ids]
                    self.assertEqual(len(seen), len(set(seen)))
                    self.assertEqual(len(seen), 7)
                    back = [ids for _, ids in self.pages(pages[-1][0], "before")]
                    self.assertEqual(back[::-1], [ids for _, ids in pages])

    def foresee(self, lead: Lead, number: int) -> None:
        """Some have no health, no day, or no risk; and some have the same as others."""
        make_forecast(
            lead,
            health=number // 2 if number % 4 else None,
            next_order_date=date(2026, 12, 1 + number // 3) if number % 5 else None,
            value_at_risk=10.5 * (number // 2),
            at_risk=number % 3 > 0,
        )

    def test_contacts_and_interactions_are_sorted_by_account(self) -> None:
        for name in ("B", "A", "B"):
            lead = self.lead(name)
            make_contact(lead, by=self.owner, name="Jo")
            log_interaction(lead, by=self.owner, interaction_type="NOTE")
        size, views.SIZE = views.SIZE, 1
        self.addCleanup(setattr, views, "SIZE", size)

        for path in ("/contacts/", "/interactions/"):
            for sort, names in (("account", "ABB"), ("-account", "BBA")):
                with self.subTest(path, sort=sort):
                    pages = list(self.pages(f"{path}?sort={sort}", "after"))
                    pks = [pk for _, ids in pages for pk in ids]
                    home = TABLES[path.strip("/")].rows(self.owner).in_bulk(pks)
                    found = [home[pk] for pk in pks]
                    said = [getattr(row, "restaurant", None) or row.lead for row in found]
                    self.assertEqual("".join(lead.name for lead in said), names)

    def test_accounts_are_sorted_by_what_the_forecast_says(self) -> None:
        days = {f"next_order_{part}": date(2030, 1, 1) for part in ("from", "to")}
        for name, health, day, stake in (
            ("Mid", 50, 2, 9.0),
            ("Low", 9, 3, 90.0),
            ("Top", 90, 1, 1),
        ):
            fields = {"next_order_date": date(2030, 1, day), "value_at_risk": stake, **days}
            lead = self.lead(name, lead_status="CONVERTED")
            make_forecast(lead, health=health, at_risk=True, probability_active=0.9, **fields)
        self.lead("Unknown")
        found = {"health": "Low Mid Top", "next_order": "Top Mid Low", "-at_stake": "Low Mid Top"}

        for sort, names in found.items():
            with self.subTest(sort):
                wanted = [*names.split(), "Unknown"]
                self.assertEqual(self.names(f"/leads/?sort={sort}&cols=name,health"), wanted)

    def pages(self, url: str, way: str) -> Iterator[tuple[str, list[int]]]:
        while url:
            context = self.client.get(url).context
            yield url, [row.pk for row in context["rows"]]
            url = context[way]

    def test_each_order_has_an_index_behind_it(self) -> None:
        for table in TABLES.values():
            for column in table.sorts.values():
                field = field_of(table.rows(self.owner).model, column.sort)
                firsts = {index.fields[0] for index in field.model._meta.indexes}
                with self.subTest(table.name, sort=column.name):
                    self.assertIn(field.name, firsts)

    def test_rows_without_a_value_come_last_either_way(self) -> None:
        self.lead("None")
        self.lead("Some", potential_revenue=1)

        self.assertEqual(self.names("/leads/?sort=potential"), ["Some", "None"])
        self.assertEqual(self.names("/leads/?sort=-potential"), ["Some", "None"])

    def test_search_finds_words_in_any_order(self) -> None:
        self.lead("Café Noir", city="Lyon")
        self.lead("Café Blanc", city="Paris")

        self.assertEqual(self.names("/leads/?q=lyon+cafe"), ["Café Noir"])

    def test_contacts_and_interactions_stay_in_reach(self) -> None:
        lead = self.lead("Mine")
        make_contact(lead, by=self.owner, name="Jo")
        log_interaction(lead, by=self.owner, interaction_type="NOTE", details="Hello")

        self.assertEqual(self.names("/contacts/?q=mine"), ["Jo"])
        self.assertEqual(self.names("/interactions/?q=hello"), ["Mine"])
        self.client.force_login(self.outsider)
        self.assertEqual(self.names("/contacts/"), [])
        self.assertEqual(self.names("/interactions/"), [])

    def test_every_list_shows_what_the_rule_of_reach_says(self) -> None:
        for owner in (self.owner, self.teammate, self.outsider, None):
            lead = self.lead("A place", assigned_to=owner)
            make_contact(lead, by=self.admin, name="Jo")
            gone = make_contact(lead, by=self.admin, name="Gone")
            delete_contact(gone, by=self.admin)
            note = log_interaction(lead, by=self.admin, interaction_type="NOTE")
            delete_interaction(note, by=self.admin)
            log_interaction(lead, by=self.admin, interaction_type="NOTE")
            trash_lead(self.lead("In the trash", assigned_to=owner), by=self.admin)
        for name in ("owner", "teammate", "manager", "outsider", "admin"):
            for table, rule in RULES.items():
                user = getattr(self, name)
                shown = {row.pk for row in TABLES[table].rows(user)}
                with self.subTest(table, who=name):
                    self.assertEqual(shown, {row.pk for row in rule(user)})

    def test_a_kam_has_no_column_of_owners(self) -> None:
        self.lead("Mine")

        answer = self.client.get("/leads/?cols=name&cols=owner")

        self.assertEqual([c.name for c in answer.context["asked"].columns], ["name"])

    def test_the_count_stops_at_a_cap(self) -> None:
        self.assertEqual(views.capped(COUNT_CAP + 1), "10,000+")
        self.assertEqual(views.capped(12), "12")

    def test_more_rows_cost_no_more_queries(self) -> None:
        for path in ("/leads/", "/contacts/", "/interactions/", "/trash/"):
            counts = []
            for _ in range(2):
                self.add_rows()
                with self.subTest(path), self.assertNumQueries(6):
                    # session, user, rows, count, saved views, calls waiting (sidebar)
                    counts.append(len(self.names(path)))
            self.assertGreater(counts[1], counts[0])

    def add_rows(self) -> None:
        lead = self.lead("Another", potential_revenue=1)
        make_contact(lead, by=self.owner, name="Jo")
        log_interaction(lead, by=self.owner, interaction_type="ORDER", order={"total_price": 5})
        trash_lead(self.lead("Gone"), by=self.owner)


class ExportTests(CastMixin, TestCase):
    def rows(self, path: str) -> list[list[str]]:
        answer = self.client.get(path)
        text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        return list(csv.reader(text.removeprefix("\ufeff").splitlines()))

    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def test_it_holds_what_is_filtered_with_the_columns_shown(self) -> None:
        wanted = make_lead(assigned_to=self.owner, name="Wanted", tier="A", city="Oslo")
        make_lead(assigned_to=self.owner, name="Other", tier="B")
        make_lead(assigned_to=self.teammate, name="Not mine", tier="A")

        rows = self.rows("/leads/csv/?tier=A&cols=name&cols=city")

        self.assertEqual(rows, [["id", "Account", "City"], [str(wanted.pk), "Wanted", "Oslo"]])

    def test_a_spreadsheet_runs_nothing_of_it(self) -> None:
        for name in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx"):
            make_lead(assigned_to=self.owner, name=name)

        rows = self.rows("/leads/csv/?cols=name")

        self.assertEqual({row[1][0] for row in rows[1:]}, {"'"})

    def test_it_goes_on_after_the_first_chunk(self) -> None:
        for number in range(5):
            make_lead(assigned_to=self.owner, name=f"Place {number}")
        size, views.CHUNK = views.CHUNK, 2
        self.addCleanup(setattr, views, "CHUNK", size)

        self.assertEqual(len(self.rows("/leads/csv/")), 6)

    def test_its_words_are_in_the_language_of_who_asked(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(language="fr")

        self.assertEqual(self.rows("/leads/csv/?cols=city"), [["id", "Compte", "Ville"]])

    def test_a_file_that_breaks_off_says_so(self) -> None:
        for number in range(5):
            make_lead(assigned_to=self.owner, name=f"Place {number}")
        size, views.CHUNK = views.CHUNK, 2
        self.addCleanup(setattr, views, "CHUNK", size)
        parts = iter(self.client.get("/leads/csv/").streaming_content)  # type: ignore[attr-defined]
        before = [next(parts) for _part in ("mark", "head", "two rows")]

        with connection.execute_wrapper(away), self.assertLogs("web", "ERROR"):
            rest = b"".join(parts).decode()

        self.assertIn(b"Place", before[-1])
        self.assertEqual(rest, "This file was cut off here by an error: ask for it again.\r\n")


def away(*_query: Any) -> Any:
    raise OperationalError("the database is away")
