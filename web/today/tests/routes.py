from web.tests.routes import PageRoute

ROUTES = [PageRoute("GET", "/"), PageRoute("GET", "/plans/{plan}/why/", "row")]
