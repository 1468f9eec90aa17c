"""A list finds, changes and hands out only what is in the reach of who brings it."""

import io

from django.test import TestCase

from interaction_tracking.models import Order
from leads.models import Lead
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from transfers.rules.reading import read_table
from transfers.services.import_leads import Outcome, Plan, import_leads
from transfers.services.import_orders import OrderImport, OrdersOutcome
from users.models import User
from users.tests.cast import CastMixin

HEAD = "name,city,assigned_to"


def bring(*lines: str, by: User, head: str = HEAD, key: str = "name") -> Outcome:
    with read_table(io.BytesIO("\n".join([head, *lines]).encode())) as table:
        mapping = {name: name for name in table.headers}
        return import_leads(table.rows, Plan(mapping=mapping, key=key, by=by))


def bring_orders(*lines: str, by: User) -> OrdersOutcome:
    head = "account,date,amount"
    with read_table(io.BytesIO("\n".join([head, *lines]).encode())) as table:
        return OrderImport({name: name for name in table.headers}, by=by).run(table.rows)


class LeadsInReachTests(CastMixin, TestCase):
    def owner_of(self, name: str) -> User | None:
        return Lead.objects.select_related("assigned_to").get(name=name).assigned_to

    def test_what_a_kam_brings_is_theirs(self) -> None:
        bring("Rialto,Roma", by=self.owner, head="name,city")

        self.assertEqual(self.owner_of("Rialto"), self.owner)

    def test_a_lead_of_another_is_not_found_and_not_changed(self) -> None:
        foreign = make_lead(assigned_to=self.outsider, name="Rialto", city="Roma")

        outcome = bring("Rialto,Roma,B", by=self.owner, head="name,city,tier")

        foreign.refresh_from_db()
        self.assertEqual((outcome.created, outcome.updated, foreign.tier), (1, 0, ""))

    def test_a_number_that_is_taken_out_of_reach_is_refused(self) -> None:
        make_lead(assigned_to=self.outsider, external_id="C-1", name="Secret")

        outcome = bring("Rialto,C-1", by=self.owner, head="name,external_id", key="external_id")

        self.assertEqual([problem.field for problem in outcome.problems], ["external_id"])
        self.assertNotIn("Secret", str(outcome.problems))

    def test_a_column_says_whose_each_line_is(self) -> None:
        self.teammate.email, self.teammate.first_name, self.teammate.last_name = (
            "Mate@example.com",
            "Zoë",
            "Müller",
        )
        self.teammate.save()

        bring("A,X,owner", "B,X,mate@EXAMPLE.com", "C,X,zoe muller", "D,X,", by=self.manager)

        owners = [self.owner_of(name) for name in "ABCD"]
        self.assertEqual(owners, [self.owner, self.teammate, self.teammate, None])

    def test_nobody_of_another_team_is_named(self) -> None:
        outcome = bring("A,X,outsider", "B,X,nobody", by=self.manager)

        self.assertEqual([problem.field for problem in outcome.problems], ["assigned_to"] * 2)
        self.assertFalse(Lead.objects.exists())

    def test_a_name_of_two_people_is_refused(self) -> None:
        for user in (self.owner, self.teammate):
            User.objects.filter(pk=user.pk).update(first_name="Kim", last_name="Lee")

        outcome = bring("A,X,Kim Lee", by=self.manager)

        self.assertIn("several", outcome.problems[0].problem)

    def test_a_lead_changes_hands_by_its_line(self) -> None:
        make_lead(assigned_to=self.owner, name="A", city="X")

        outcome = bring("A,X,teammate", by=self.manager)

        self.assertEqual((outcome.updated, self.owner_of("A")), (1, self.teammate))


class OrdersInReachTests(CastMixin, TestCase):
    def test_an_account_of_another_is_not_there(self) -> None:
        foreign = make_lead(assigned_to=self.outsider, external_id="C-1", name="Rialto")

        outcome = bring_orders(
            "C-1,2026-01-09,5", f"{foreign.pk},2026-01-09,5", "Rialto,2026-01-09,5", by=self.owner
        )

        told = {problem.problem.split(" ", 4)[:4][3] for problem in outcome.problems}
        self.assertEqual((len(outcome.problems), told), (3, {"account"}))
        self.assertFalse(Order.objects.exists())

    def test_an_account_is_known_by_its_name(self) -> None:
        lead = make_lead(assigned_to=self.owner, name='Café "Noir"')

        bring_orders("cafe noir,2026-01-09,5", by=self.owner)

        self.assertEqual(Order.objects.get().lead_id, lead.pk)

    def test_a_name_of_two_accounts_is_refused(self) -> None:
        for _ in range(2):
            make_lead(assigned_to=self.owner, name="Rialto")

        outcome = bring_orders("Rialto,2026-01-09,5", by=self.owner)

        self.assertIn("Several accounts", outcome.problems[0].problem)

    def test_one_in_the_trash_makes_no_name_unsure(self) -> None:
        trash_lead(make_lead(assigned_to=self.owner, name="Rialto"), by=self.owner)
        lead = make_lead(assigned_to=self.owner, name="Rialto")

        bring_orders("Rialto,2026-01-09,5", by=self.owner)

        self.assertEqual(Order.objects.get().lead_id, lead.pk)
