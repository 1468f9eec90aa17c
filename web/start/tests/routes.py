from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/start/"),
    PageRoute("GET", "/start/demo/", "admins"),
    PageRoute("POST", "/start/demo/", "admins", refused=409),
    PageRoute("GET", "/import/"),
    PageRoute("POST", "/import/"),
    PageRoute("GET", "/import/{list}/", "row"),
    PageRoute("GET", "/import/{list}/refused.csv", "row"),
]
