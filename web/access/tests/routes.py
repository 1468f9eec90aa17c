from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/log-in/", "open"),
    PageRoute("POST", "/log-in/", "open"),
    PageRoute("POST", "/log-out/", "open"),
    PageRoute("GET", "/welcome/a-token/", "open", refused=404),
    PageRoute("POST", "/welcome/a-token/", "open", refused=404),
    PageRoute("GET", "/password/forgotten/", "open"),
    PageRoute("POST", "/password/forgotten/", "open", {"email": "jo@example.com"}),
    PageRoute("GET", "/password/sent/", "open"),
    PageRoute("GET", "/password/new/MQ/a-token/", "open"),
    PageRoute("POST", "/undo/", "everybody", {"token": "none"}, refused=409),
]
