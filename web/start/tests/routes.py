from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/start/"),
    PageRoute("GET", "/start/demo/", "admins"),
    PageRoute("POST", "/start/demo/", "admins", refused=409),
    PageRoute("GET", "/import/", "admins"),
    PageRoute("POST", "/import/", "admins"),
    PageRoute("GET", "/import/{list}/", "admins"),
    PageRoute("GET", "/import/{list}/refused.csv", "admins"),
]
