from django.utils import timezone

from call_planning.tests.forecasts import working_day_after
from web.tests.routes import PageRoute

# A day that has passed, or nobody works on, is refused.
WORKDAY = working_day_after(timezone.now().date()).isoformat()

ROUTES = [
    PageRoute("GET", "/plans/"),
    PageRoute("GET", "/plans/", "row", {"owner": "{user}"}),
    PageRoute("GET", "/plans/diary/"),
    PageRoute("POST", "/plans/diary/accept/", data={"move": f"{{plan}}:{WORKDAY}:1"}),
    PageRoute("POST", "/plans/diary/rhythms/", data={"change": "{plan}:WEEKLY:1"}),
    PageRoute("POST", "/plans/{plan}/unpin/", "row"),
    PageRoute("GET", "/plans/{plan}/move/", "row"),
    PageRoute("POST", "/plans/{plan}/move/", "row", {"day": WORKDAY}),
    PageRoute("POST", "/plans/{plan}/drop/", "row", {"day": WORKDAY}),
    PageRoute("GET", "/plans/{plan}/cadence/", "row"),
    PageRoute("POST", "/plans/{plan}/cadence/", "row", {"frequency": "MONTHLY"}),
]
