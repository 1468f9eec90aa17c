"""What Today can be narrowed by: the account list's own filters, those that choose whom to call."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from leads.models import Lead
from users.models import User
from users.policies import leads_people
from web.doors import asks_for_everybody
from web.lists.asked import Asked
from web.lists.leads import LEADS
from web.lists.views import Editor, editor

NAMES = {"tier", "status", "owner", "city", "at_risk", "from"}
TODAY = replace(
    LEADS,
    name="today",
    path="/",
    nav="today",
    rows=lambda user: Lead.objects.visible_to(user),
    columns=(),
    filters=tuple(one for one in LEADS.filters if one.name in NAMES),
    bulk="",
)


@dataclass(frozen=True)
class AskedToday(Asked):
    """Today as one reader asked for it: one's own calls or the team's, and which of them."""

    @cached_property
    def search(self) -> str:
        return ""

    @property
    def everybody(self) -> bool:
        return asks_for_everybody(self.user, self.params)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The scope goes with every address; the call in the panel does not."""
        mine = leads_people(self.user) and not self.everybody
        return [*([("scope", "mine")] if mine else []), *self.state]

    def lookups(self) -> dict[str, Any]:
        """Return what narrows rows that hang on a lead: calls to make, calls made."""
        return {"lead__in": self.rows.values("pk")} if self.filters else {}

    def editors(self) -> dict[str, Editor]:
        return {one.name: editor(self, one) for one in self.table.filters_for(self.user)}


def asked_of_today(request: HttpRequest, user: User) -> AskedToday:
    return AskedToday(TODAY, user, request.GET)
