from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/pipeline/"),
    PageRoute("POST", "/pipeline/{lead}/move/", "row", {"to": "CONTACTED", "was": "NEW"}),
]
