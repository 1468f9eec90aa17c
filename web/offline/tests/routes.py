from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/manifest.webmanifest", "open"),
    PageRoute("GET", "/sw.js", "open"),
    PageRoute("GET", "/offline/", "open"),
    PageRoute("GET", "/offline/call/", "open"),
    PageRoute("GET", "/offline/me/", "everybody"),
]
