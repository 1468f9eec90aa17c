from web.tests.routes import PageRoute

PERSON = {
    "name": "Jo",
    "role_code": "OTHER",
    "decision_role": "UNKNOWN",
    "preferred_channel": "PHONE",
}
TOUCH = {"version": "1", "date": "2026-01-05T10:00", "details": "x"}
ROUTES = [
    PageRoute("GET", "/leads/{lead}/", "row"),
    PageRoute("POST", "/leads/{lead}/note/", "row", {"interaction_type": "NOTE", "details": "x"}),
    PageRoute("POST", "/leads/{lead}/email/", "row", {"direction": "INBOUND", "details": "Re"}),
    PageRoute("POST", "/leads/{lead}/files/", "row", refused=422),  # none was chosen
    PageRoute("GET", "/files/{file}/", "row"),
    PageRoute("GET", "/files/{file}/edit/", "row"),
    PageRoute("POST", "/files/{file}/edit/", "row", {"version": "1", "name": "x"}),
    PageRoute("POST", "/files/{file}/remove/", "row"),
    PageRoute("POST", "/files/{removed}/restore/", "row"),
    PageRoute("POST", "/leads/{lead}/status/", "row", {"to": "CONTACTED"}),
    PageRoute("GET", "/leads/{lead}/status/", "row", {"to": "LOST"}),
    PageRoute("GET", "/leads/{lead}/contacts/new/", "row"),
    PageRoute("POST", "/leads/{lead}/contacts/new/", "row", PERSON),
    PageRoute("GET", "/leads/{lead}/plan/", "row"),
    PageRoute("POST", "/leads/{lead}/plan/", "row", {"frequency": "WEEKLY"}, gone=("plan",)),
    PageRoute("GET", "/leads/{lead}/put-off/", "row"),
    PageRoute("GET", "/leads/{lead}/orders/new/", "row"),
    PageRoute("POST", "/leads/{lead}/orders/new/", "row", {"name0": "Burrata", "quantity0": "2"}),
    PageRoute("GET", "/leads/{lead}/orders/lines/", "row"),
    PageRoute("POST", "/leads/{lead}/orders/repeat/", "row"),
    PageRoute("GET", "/contacts/{contact}/edit/", "row"),
    PageRoute("POST", "/contacts/{contact}/edit/", "row", PERSON),
    PageRoute("POST", "/contacts/{contact}/delete/", "row"),
    PageRoute("GET", "/interactions/{interaction}/edit/", "row"),
    PageRoute("POST", "/interactions/{interaction}/edit/", "row", TOUCH),
    PageRoute("POST", "/interactions/{interaction}/delete/", "row"),
    PageRoute("POST", "/interactions/{order}/cancel/", "row"),
]
