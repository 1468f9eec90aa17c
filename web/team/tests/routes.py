from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/team/", "managers"),
    PageRoute("GET", "/team/{user}/hand-over/", "managers"),
    PageRoute("POST", "/team/{user}/hand-over/", "managers", {"to": "{taker}"}),
    PageRoute("GET", "/team/hand-over/{handing}/", "row"),
]
