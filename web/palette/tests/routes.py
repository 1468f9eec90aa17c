from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/palette/"),
    PageRoute("GET", "/shortcuts/"),
]
