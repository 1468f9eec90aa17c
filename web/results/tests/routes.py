from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/results/"),
    PageRoute("GET", "/results/csv/"),
    PageRoute("GET", "/results/track-record/"),
]
