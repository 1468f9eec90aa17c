from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/settings/"),
    PageRoute("POST", "/settings/profile/", data={"timezone": "UTC", "call_capacity": "20"}),
    PageRoute("POST", "/settings/week/", data={"mon_from": "09:00", "mon_to": "17:00"}),
    PageRoute(
        "POST", "/settings/leave/", data={"first_day": "2099-01-01", "last_day": "2099-01-02"}
    ),
    PageRoute("POST", "/settings/leave/0/end/", refused=409),
    PageRoute("POST", "/settings/look/", data={"language": "en", "keys": "on"}),
    PageRoute("POST", "/settings/password/", data={"current": "x", "password": "y"}, refused=422),
    PageRoute("POST", "/settings/log-out-everywhere/"),
    PageRoute("POST", "/settings/log-ins/not-there/end/", refused=409),
]
