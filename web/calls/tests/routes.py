from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/leads/{lead}/log-call/", "row"),
    PageRoute("POST", "/leads/{lead}/log-call/", "row", {"outcome": "CONNECTED"}),
    PageRoute("GET", "/plans/{plan}/snooze/", "row"),
    PageRoute("POST", "/plans/{plan}/snooze/", "row", {"days": "1"}),
    PageRoute("POST", "/plans/{plan}/pause/", "row"),
    PageRoute("POST", "/plans/{plan}/resume/", "row"),
]
