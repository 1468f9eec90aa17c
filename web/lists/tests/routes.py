from web.tests.routes import PageRoute

LISTS = (
    "/leads/",
    "/contacts/",
    "/interactions/",
    "/trash/",
    "/trash/contacts/",
    "/trash/interactions/",
)
LOOKS = ("teammate",)
BELOW = ("contact", "interaction")
ROUTES = [
    *(PageRoute("GET", path) for path in LISTS),
    *(PageRoute("GET", f"{path}csv/") for path in LISTS),
    PageRoute("GET", "/leads/csv/all/"),
    PageRoute("POST", "/trash/restore/", data={"ids": "{trashed}"}),
    PageRoute("POST", "/trash/contacts/restore/", data={"ids": "{contact}"}),
    PageRoute("POST", "/trash/interactions/restore/", data={"ids": "{interaction}"}),
    PageRoute("GET", "/leads/{lead}/cell/tier/", "row"),
    PageRoute("POST", "/leads/{lead}/cell/tier/", "row", {"value": "A", "version": "{version}"}),
    PageRoute("GET", "/contacts/{contact}/cell/phone/", "row"),
    PageRoute("POST", "/contacts/{contact}/cell/phone/", "row", {"value": "1", "version": "1"}),
    *(
        PageRoute("POST", f"/{name}s/bulk/", data={"ids": f"{{{name}}}", "trash": "yes"})
        for name in BELOW
    ),
    *(PageRoute("GET", f"/{name}s/bulk/trash/", data={"ids": f"{{{name}}}"}) for name in BELOW),
    PageRoute("POST", "/leads/bulk/", data={"ids": "{lead}", "tier": "A"}),
    PageRoute("GET", "/leads/bulk/lost/", data={"ids": "{lead}"}),
    PageRoute("GET", "/leads/bulk/owner/", "managers", {"ids": "{lead}"}),
    PageRoute("GET", "/leads/bulk/trash/", data={"ids": "{lead}"}),
    PageRoute("GET", "/leads/{lead}/peek/", "row"),
    PageRoute("GET", "/undo/{taking}/", "row"),
    PageRoute("GET", "/views/"),
    PageRoute("GET", "/views/new/"),
    PageRoute("POST", "/views/new/", data={"name": "Mine", "page": "leads"}),
    PageRoute("GET", "/views/{view}/rename/", "row", looks=LOOKS),
    PageRoute(
        "POST", "/views/{view}/rename/", "row", {"name": "Else", "shared": "on"}, looks=LOOKS
    ),
    PageRoute("POST", "/views/{view}/keep/", "row", {"query": "tier=A"}, looks=LOOKS),
    PageRoute("POST", "/views/{view}/delete/", "row", looks=LOOKS),
]
