from django.utils import timezone

from call_planning.tests.forecasts import working_day_after
from web.tests.routes import PageRoute

DAY = working_day_after(timezone.now().date()).isoformat()

ROUTES = [
    PageRoute("GET", "/"),
    PageRoute("GET", "/plans/{plan}/why/", "row"),
    PageRoute("GET", "/plan-call/"),
    PageRoute("GET", "/leads/{lead}/plan-call/", "row"),
    PageRoute("POST", "/leads/{lead}/plan-call/", "row", {"day": DAY}),
]
