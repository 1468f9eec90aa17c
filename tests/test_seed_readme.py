"""Every request and response the user's text prints, replayed against a live server.

Each test names the section it comes from.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import LiveServerTestCase

from tests.live import Caller
from users.models import User

LEAD: dict[str, Any] = {
    "name": "The Great Restaurant",
    "address": "123 Food Street",
    "city": "New York",
    "state": "New York",
    "pincode": "10001",
    "contact_person": "John Doe",
    "phone": "+1234567890",
    "email": "johndoe@example.com",
    "lead_status": "NEW",
    "potential_revenue": 5000.00,
    "notes": "Interested in premium features.",
}
CONTACT: dict[str, Any] = {
    "name": "John Doe",
    "role": "Manager",
    "email": "john.doe@example.com",
    "phone": "123-456-7890",
    "address": "123 Street, City, Country",
}
PLAN_KEYS = {"id", "lead", "frequency", "last_called", "next_call_date", "notes"}


class SeedReadmeTests(LiveServerTestCase):
    def setUp(self) -> None:
        self.admin = User.objects.create_superuser("admin", password="password")
        self.api = Caller(self.live_server_url)
        self.api.log_in("admin", "password")

    def make_lead(self, **fields: Any) -> int:
        answer = self.api.post("/lead/restaurants/", {**LEAD, **fields})
        return int(answer.json["id"])

    def make_plan(self, **fields: Any) -> int:
        body = {"lead": self.make_lead(), "frequency": "DAILY", "notes": "Initial call plan."}
        return int(self.api.post("/call/", {**body, **fields}).json["id"])

    # --- API Documentation: Authentication ---------------------------------------------------

    def test_authentication_gives_an_access_and_a_refresh_token(self) -> None:
        answer = self.api.post("/api/token/", {"username": "admin", "password": "password"})

        self.assertEqual(answer.status, 200)
        self.assertEqual(set(answer.json), {"access", "refresh"})

    def test_authentication_refreshes_tokens(self) -> None:
        answer = self.api.post("/api/token/refresh/", {"refresh": self.api.refresh})

        self.assertEqual(answer.status, 200)
        self.assertIn("access", answer.json)

    def test_modules_list_their_endpoints_and_call_its_plans(self) -> None:
        for path in ("/lead/", "/contact/", "/track/", "/performance/"):
            self.assertIsInstance(self.api.get(path).json, dict, path)
        self.assertEqual(self.api.get("/call/").json, [])

    # --- Lead Management ---------------------------------------------------------------------

    def test_lead_management_2_create_answers_as_printed(self) -> None:
        body = {**LEAD, "assigned_to": self.admin.pk}

        answer = self.api.post("/lead/restaurants/", body)

        self.assertEqual(answer.status, 201)
        self.assertEqual({name: answer.json[name] for name in body}, body)
        self.assertIn(b'"potential_revenue":5000.00', answer.body)
        self.assertRegex(answer.json["created_at"], r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")
        self.assertRegex(answer.json["updated_at"], r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")

    def test_lead_management_1_lists_a_bare_array(self) -> None:
        lead = self.make_lead()

        answer = self.api.get("/lead/restaurants/")

        self.assertEqual([row["id"] for row in answer.json], [lead])

    def test_lead_management_3_gets_one(self) -> None:
        lead = self.make_lead()

        self.assertEqual(self.api.get(f"/lead/restaurants/{lead}/").json["name"], LEAD["name"])

    def test_lead_management_4_updates_by_put(self) -> None:
        lead = self.make_lead()

        answer = self.api.put(f"/lead/restaurants/{lead}/", {**LEAD, "city": "Boston"})

        self.assertEqual((answer.status, answer.json["city"]), (200, "Boston"))

    def test_lead_management_5_deletes(self) -> None:
        lead = self.make_lead()

        self.assertEqual(self.api.delete(f"/lead/restaurants/{lead}/").status, 204)
        self.assertEqual(self.api.get(f"/lead/restaurants/{lead}/").status, 404)

    def test_lead_management_6_and_7_change_the_status_and_keep_its_history(self) -> None:
        path = f"/lead/restaurants/{self.make_lead()}/"

        moved = self.api.post(f"{path}change_status/", {"status": "CONTACTED"})
        history = self.api.get(f"{path}status_history/").json

        self.assertEqual((moved.status, moved.json["lead_status"]), (200, "CONTACTED"))
        step = history[0]
        self.assertEqual((step["old_status"], step["new_status"]), ("NEW", "CONTACTED"))
        self.assertEqual(step["changed_by"], "admin")

    # --- Contact Management ------------------------------------------------------------------

    def test_contact_management_1_to_3_create_list_and_retrieve(self) -> None:
        body = {"restaurant": self.make_lead(), **CONTACT}

        made = self.api.post("/contact/contacts/", body)
        listed = self.api.get("/contact/contacts/").json
        one = self.api.get(f"/contact/contacts/{made.json['id']}/").json

        self.assertEqual(made.status, 201)
        for row in (made.json, listed[0], one):
            self.assertEqual({name: row[name] for name in body}, body)

    def test_contact_management_4_updates(self) -> None:
        restaurant = self.make_lead()
        made = self.api.post("/contact/contacts/", {"restaurant": restaurant, **CONTACT}).json
        body = {
            "restaurant": restaurant,
            "name": "John Smith",
            "role": "Head Manager",
            "email": "john.smith@example.com",
            "phone": "987-654-3210",
            "address": "456 Avenue, City, Country",
        }

        answer = self.api.put(f"/contact/contacts/{made['id']}/", body)

        self.assertEqual({name: answer.json[name] for name in body}, body)

    def test_contact_management_5_deletes(self) -> None:
        made = self.api.post("/contact/contacts/", {"restaurant": self.make_lead(), **CONTACT})

        self.assertEqual(self.api.delete(f"/contact/contacts/{made.json['id']}/").status, 204)

    # --- Interaction Tracking ----------------------------------------------------------------

    def make_call(self, lead: int) -> dict[str, Any]:
        contact = self.api.post("/contact/contacts/", {"restaurant": lead, **CONTACT}).json
        self.call = {
            "lead": lead,
            "contact": contact["id"],
            "interaction_type": "CALL",
            "details": "Followed up on last week's discussion.",
            "order_placed": False,
            "date": "2024-12-24T15:30:00Z",
        }
        made: dict[str, Any] = self.api.post("/track/interactions/", self.call).json
        return made

    def test_interaction_tracking_1_to_3_create_list_and_retrieve(self) -> None:
        lead = self.make_lead()

        made = self.make_call(lead)
        listed = self.api.get(f"/track/interactions/?lead={lead}").json
        one = self.api.get(f"/track/interactions/{made['id']}/").json

        for row in (made, listed[0], one):
            self.assertEqual({name: row[name] for name in self.call}, self.call)

    def test_interaction_tracking_4_updates(self) -> None:
        made = self.make_call(self.make_lead())

        answer = self.api.patch(
            f"/track/interactions/{made['id']}/", {"details": "Confirmed product interest."}
        )

        self.assertEqual(answer.json["details"], "Confirmed product interest.")
        self.assertEqual(answer.json["date"], "2024-12-24T15:30:00Z")

    def test_interaction_tracking_5_deletes_with_a_message(self) -> None:
        made = self.make_call(self.make_lead())

        answer = self.api.delete(f"/track/interactions/{made['id']}/")

        self.assertEqual(answer.json, {"message": "Interaction deleted successfully."})

    def test_interaction_tracking_6_and_7_list_orders_and_their_details(self) -> None:
        order = {
            "lead": self.make_lead(),
            "interaction_type": "ORDER",
            "details": "Placed an order for 50 units of product A.",
            "order_placed": True,
            "date": "2024-12-25T12:00:00Z",
            "order": {
                "product_details": "50 units of Product A",
                "quantity": 50,
                "total_price": 500.00,
            },
        }
        made = self.api.post("/track/interactions/", order).json

        listed = self.api.get(f"/track/interactions/orders/?lead={order['lead']}").json
        details = self.api.get(f"/track/interactions/{made['id']}/order_details/").json

        self.assertEqual([row["id"] for row in listed], [made["id"]])
        self.assertTrue(listed[0]["order_placed"])
        printed = {
            "product_details": "50 units of Product A",
            "quantity": 50,
            "total_price": 500.00,
            "order_date": "2024-12-25T12:00:00Z",
        }
        self.assertEqual({name: details[name] for name in printed}, printed)

    # --- Call Planning -----------------------------------------------------------------------

    def test_call_planning_1_creates_a_plan_due_tomorrow_at_midnight(self) -> None:
        lead = self.make_lead()
        body = {"lead": lead, "frequency": "DAILY", "notes": "Initial call plan for lead 1."}

        answer = self.api.post("/call/", body)

        tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
        printed = {**body, "last_called": None, "next_call_date": f"{tomorrow}T00:00:00Z"}
        self.assertEqual(answer.status, 201)
        self.assertEqual({name: answer.json[name] for name in printed}, printed)

    def test_call_planning_2_to_4_list_today_and_retrieve(self) -> None:
        plan = self.make_plan(next_call_date="2024-12-28T00:00:00Z")

        for path in ("/call/", "/call/today/"):
            row = self.api.get(path).json[0]
            self.assertEqual(row["id"], plan, path)
            self.assertLessEqual(PLAN_KEYS, set(row), path)
        self.assertLessEqual(PLAN_KEYS, set(self.api.get(f"/call/{plan}/").json))

    def test_call_planning_5_an_update_leaves_the_first_date_as_it_is(self) -> None:
        plan = self.make_plan()
        due = self.api.get(f"/call/{plan}/").json["next_call_date"]

        answer = self.api.patch(
            f"/call/{plan}/", {"frequency": "WEEKLY", "notes": "Updated call plan."}
        )

        self.assertEqual(answer.json["frequency"], "WEEKLY")
        self.assertEqual(answer.json["notes"], "Updated call plan.")
        self.assertEqual(answer.json["next_call_date"], due)

    def test_call_planning_6_and_7_record_a_call_and_set_the_frequency(self) -> None:
        plan = self.make_plan()

        called = self.api.post(
            f"/call/{plan}/record_call/", {"last_called": "2024-12-28T10:00:00Z"}
        )
        weekly = self.api.patch(f"/call/{plan}/set_frequency/", {"frequency": "WEEKLY"})

        self.assertEqual(called.json["last_called"], "2024-12-28T10:00:00Z")
        self.assertEqual(called.json["next_call_date"], "2024-12-29T10:00:00Z")
        self.assertEqual(weekly.json["next_call_date"], "2025-01-04T10:00:00Z")

    def test_call_planning_8_deletes_with_a_detail(self) -> None:
        answer = self.api.delete(f"/call/{self.make_plan()}/")

        self.assertEqual(answer.json, {"detail": "Successfully deleted the call plan."})

    # --- Performance Tracking ----------------------------------------------------------------

    def test_performance_1_lists_performing_accounts(self) -> None:
        body = {
            "name": "Restaurant A",
            "lead_status": "CONVERTED",
            "potential_revenue": 15000.00,
            "cuisine_type": "Italian",
            "restaurant_type": "Fine Dining",
        }
        lead = self.make_lead(**body)

        row = self.api.get("/performance/performing-accounts/").json[0]

        printed = {"id": lead, **body}
        self.assertEqual({name: row[name] for name in printed}, printed)

    def test_performance_2_counts_orders_of_last_month_and_this(self) -> None:
        lead = self.make_lead(name="Restaurant A", lead_status="CONVERTED")
        self.api.post("/track/interactions/", {"lead": lead, "interaction_type": "ORDER"})

        row = self.api.get("/performance/order-patterns/").json[0]

        printed = {
            "restaurant_id": lead,
            "name": "Restaurant A",
            "orders_last_month": 0,
            "orders_this_month": 1,
        }
        self.assertEqual({name: row[name] for name in printed}, printed)

    def test_performance_3_lists_underperforming_accounts(self) -> None:
        body = {
            "name": "Restaurant D",
            "lead_status": "LOST",
            "potential_revenue": 2000.00,
            "cuisine_type": "Mexican",
            "restaurant_type": "Fast Casual",
        }
        lead = self.make_lead(**body)

        row = self.api.get("/performance/underperforming-accounts/").json[0]

        printed = {"id": lead, **body}
        self.assertEqual({name: row[name] for name in printed}, printed)

    def test_json_errors_reach_a_client_that_asks_for_nothing_else(self) -> None:
        answer = self.api.get("/no/such/page/")

        self.assertEqual((answer.status, answer.json), (404, {"detail": "Not found."}))
