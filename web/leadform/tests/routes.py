from web.tests.routes import PageRoute

ROUTES = [
    PageRoute("GET", "/leads/new/"),
    PageRoute("POST", "/leads/new/", data={"name": "Osteria"}),
    PageRoute("GET", "/leads/alike/", data={"name": "The Great Restaurant", "pincode": "10001"}),
    PageRoute("GET", "/leads/{lead}/edit/", "row"),
    PageRoute("POST", "/leads/{lead}/edit/", "row", {"name": "Osteria"}),
    PageRoute("POST", "/leads/{lead}/trash/", "row"),
]
