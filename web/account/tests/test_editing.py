"""What was logged is changed where it stands, and the change is taken back."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import TestCase

from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import log_interaction, update_interaction
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.tests.cast import CastMixin
from web.tests.sending import sent_of

LINE = {"sku": "B-1", "name": "Burrata", "quantity": Decimal(2), "unit": "kg"}
AT = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
UNTOLD = ("version", "updated_at")


class EditingTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")

    def log(self, kind: str = "CALL", **values: Any) -> Interaction:
        return log_interaction(
            self.lead, by=self.owner, interaction_type=kind, **{"date": AT} | values
        )

    def log_order(self, count: int = 1, **order: Any) -> Interaction:
        lines = [{**LINE, "unit_price": Decimal("2.50")}] * count
        return self.log("ORDER", order={"lines": lines} | order)

    def shown(self, touch: Interaction) -> dict[str, Any]:
        """What the browser would send back of the dialog as it is."""
        form = self.client.get(f"/interactions/{touch.pk}/edit/").context["form"]
        return {n: str(v) for n in form.fields if (v := form[n].value()) is not None}

    def send(self, touch: Interaction, **changes: str) -> Any:
        return self.client.post(f"/interactions/{touch.pk}/edit/", self.shown(touch) | changes)

    def save(self, touch: Interaction, **changes: str) -> str:
        answer = self.send(touch, **changes)
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def undo(self, token: str) -> int:
        return self.client.post("/undo/", {"token": token}).status_code

    def row(self, touch: Interaction) -> dict[str, Any]:
        values = Interaction.objects.filter(pk=touch.pk).values()[0]
        return {name: value for name, value in values.items() if name not in UNTOLD}

    def test_a_call_is_changed_and_changed_back(self) -> None:
        jo = make_contact(self.lead, by=self.owner, name="Jo")
        touch = self.log(details="Old", outcome="BUSY", follow_up_at=AT + timedelta(days=3))
        before = self.row(touch)

        token = self.save(
            touch,
            outcome="CONNECTED",
            details="New",
            next_step="Samples",
            contact=str(jo.pk),
            date="2026-03-01T08:00",
            follow_up="2026-03-09",
        )

        touch.refresh_from_db()
        self.assertEqual((touch.outcome, touch.details), ("CONNECTED", "New"))
        self.assertEqual((touch.next_step, touch.contact_id), ("Samples", jo.pk))
        self.assertEqual(touch.date, datetime(2026, 3, 1, 8, tzinfo=UTC))
        self.assertEqual(str(touch.follow_up_at)[:10], "2026-03-09")
        self.assertEqual(self.undo(token), 204)
        self.assertEqual(self.row(touch), before)

    def test_saving_it_as_it_is_changes_nothing(self) -> None:
        for touch in (self.log(details="a\nb", follow_up_at=AT), self.log_order()):
            before = whole_database()
            with self.subTest(touch.interaction_type):
                self.assertEqual(self.save(touch), "")
                self.assertEqual(whole_database(), before)

    def test_the_clock_is_the_readers_own(self) -> None:
        self.owner.timezone = "Asia/Kathmandu"
        self.owner.save()
        touch = self.log()
        self.assertEqual(self.shown(touch)["date"], "2026-03-02T15:15")

        self.save(touch, date="2026-03-02T14:15")

        self.assertEqual(Interaction.objects.get().date, datetime(2026, 3, 2, 8, 30, tzinfo=UTC))

    def test_the_lines_of_an_order_are_changed_and_changed_back(self) -> None:
        touch = self.log_order()
        before = self.order()

        token = self.save(touch, quantity0="4", name1="Olives", quantity1="1", price1="8")

        total, text, _at, lines = self.order()
        self.assertEqual((total, text), (Decimal(18), "4 kg Burrata, 1 Olives"))
        self.assertEqual([line[0] for line in lines], ["B-1", ""])
        self.assertEqual(self.undo(token), 204)
        self.assertEqual(self.order(), before)

    def order(self) -> tuple[Any, ...]:
        order = Order.objects.get()
        lines = order.lines.order_by("pk").values_list("sku", "name", "quantity", "unit_price")
        return order.total_price, order.product_details, order.ordered_at, list(lines)

    def test_two_lines_of_one_name_keep_their_numbers(self) -> None:
        lines = [{**LINE, "sku": sku} for sku in ("B-1", "B-2")]
        touch = self.log("ORDER", order={"lines": lines})

        self.save(touch, quantity1="3")

        self.assertEqual([line[0] for line in self.order()[3]], ["B-1", "B-2"])

    def test_a_total_somebody_named_stays_when_lines_change(self) -> None:
        touch = self.log_order(total_price=Decimal(4))

        self.save(touch, quantity0="4")

        self.assertEqual(self.order()[0], 4)

    def test_an_order_in_words_is_changed(self) -> None:
        touch = self.log("ORDER", order={"product_details": "Usual", "total_price": Decimal(90)})

        self.save(touch, order_text="More", order_total="95.50")

        self.assertEqual(self.order()[:2], (Decimal("95.50"), "More"))

    def test_an_order_moves_to_another_day_with_its_interaction(self) -> None:
        touch = self.log_order()

        self.save(touch, date="2026-03-01T08:00")

        self.assertEqual(self.order()[2], datetime(2026, 3, 1, 8, tzinfo=UTC))

    def test_more_lines_than_the_form_has_stay_as_they_are(self) -> None:
        touch = self.log_order(count=13)
        lines = self.order()[3]

        self.save(touch, details="Long", order_total="60")

        self.assertEqual((self.order()[0], self.order()[3]), (60, lines))

    def test_mistakes_are_said_beside_their_fields(self) -> None:
        jo = make_contact(make_lead(assigned_to=self.owner), by=self.owner, name="Jo")
        wrong = {
            "date": "9999-12-31T23:59",
            "follow_up": "0001-01-01",
            "contact": str(jo.pk),
            "outcome": "LOUD",
        }
        touch = self.log()
        for name, value in (*wrong.items(), ("date", "2999-01-01T00:00"), ("date", "")):
            with self.subTest(name, value=value):
                answer = self.send(touch, **{name: value})
                self.assertEqual(answer.status_code, 422)
                self.assertEqual(list(answer.context["form"].errors), [name])

    def test_an_order_keeps_at_least_one_line(self) -> None:
        answer = self.send(self.log_order(), name0="", quantity0="", unit0="", price0="")

        self.assertContains(answer, "Name at least one product.", status_code=422)

    def test_who_was_slower_is_told_and_may_save_once_more(self) -> None:
        touch = self.log(details="Old")
        mine = self.shown(touch) | {"details": "Mine"}
        update_interaction(touch, by=self.owner, details="Theirs")

        answer = self.client.post(f"/interactions/{touch.pk}/edit/", mine)

        self.assertContains(answer, "Somebody changed this interaction", status_code=422)
        self.assertEqual(self.row(touch)["details"], "Theirs")
        self.assertContains(answer, "This is “Theirs” now", status_code=422)
        again = sent_of(answer)
        self.assertEqual(
            self.client.post(f"/interactions/{touch.pk}/edit/", again).status_code, 204
        )
        self.assertEqual(self.row(touch)["details"], "Mine")

    def test_what_only_somebody_else_changed_is_not_written_over(self) -> None:
        touch = self.log_order(product_details="Usual")
        drawn = sent_of(self.client.get(f"/interactions/{touch.pk}/edit/"))
        lines = [{**LINE, "quantity": Decimal(9), "unit_price": Decimal("2.50")}]
        update_interaction(touch, by=self.owner, next_step="Samples", order={"lines": lines})

        mine = drawn | {"details": "Mine"}
        answer = self.client.post(f"/interactions/{touch.pk}/edit/", mine)

        self.assertEqual(answer.status_code, 204, answer.content)
        row = self.row(touch)
        self.assertEqual((row["details"], row["next_step"]), ("Mine", "Samples"))
        self.assertEqual([line[2] for line in self.order()[3]], [9])

    def test_lines_that_both_changed_are_asked_about(self) -> None:
        touch = self.log_order()
        drawn = sent_of(self.client.get(f"/interactions/{touch.pk}/edit/"))
        lines = [{**LINE, "quantity": Decimal(9), "unit_price": Decimal("2.50")}]
        update_interaction(touch, by=self.owner, order={"lines": lines})

        mine = drawn | {"price0": "3"}
        answer = self.client.post(f"/interactions/{touch.pk}/edit/", mine)

        self.assertEqual(list(answer.context["form"].errors), ["quantity0", "__all__"])
        self.assertEqual([line[2] for line in self.order()[3]], [9])

    def test_a_later_change_is_not_undone(self) -> None:
        touch = self.log(details="Old")
        token = self.save(touch, details="New")
        update_interaction(Interaction.objects.get(), by=self.owner, details="Newer")

        self.assertEqual(self.undo(token), 409)
        self.assertEqual(self.row(touch)["details"], "Newer")

    def test_a_contact_who_left_stays_on_offer_where_they_were(self) -> None:
        jo = make_contact(self.lead, by=self.owner, name="Jo")
        touch = self.log(contact_id=jo.pk)
        type(jo).objects.update(left_on=AT.date())

        self.save(touch, details="New")

        self.assertEqual(self.row(touch)["contact_id"], jo.pk)

    def test_every_place_that_shows_it_offers_to_edit_it(self) -> None:
        touch = self.log()
        for path in (f"/leads/{self.lead.pk}/", f"/leads/{self.lead.pk}/peek/", "/interactions/"):
            with self.subTest(path):
                answer = self.client.get(path)
                self.assertContains(answer, f'hx-get="/interactions/{touch.pk}/edit/"', count=1)
