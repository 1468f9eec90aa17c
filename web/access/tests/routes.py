from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/log-in/", "open"),
    PageRoute("POST", "/log-in/", "open"),
    PageRoute("POST", "/log-out/", "open"),
    PageRoute("GET", "/welcome/a-token/", "open"),
    PageRoute("POST", "/welcome/a-token/", "open"),
    PageRoute("GET", "/password/forgotten/", "open"),
    PageRoute("POST", "/password/forgotten/", "open", {"email": "jo@example.com"}),
    PageRoute("GET", "/password/sent/", "open"),
    PageRoute("GET", "/password/new/MQ/a-token/", "open"),
    PageRoute("POST", "/undo/", "everybody", {"token": "none"}),
]
