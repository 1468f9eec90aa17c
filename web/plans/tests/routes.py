from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/plans/"),
    PageRoute("GET", "/plans/spread/"),
    PageRoute("POST", "/plans/spread/", data={"plan": "{plan}"}),
    PageRoute("GET", "/plans/{plan}/move/", "row"),
    PageRoute("POST", "/plans/{plan}/move/", "row", {"day": "2099-01-05"}),
    PageRoute("POST", "/plans/{plan}/drop/", "row", {"day": "2099-01-05"}),
    PageRoute("GET", "/plans/{plan}/cadence/", "row"),
    PageRoute("POST", "/plans/{plan}/cadence/", "row", {"frequency": "MONTHLY"}),
]
