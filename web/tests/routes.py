"""How an area tells the access matrix of its pages: `ROUTES` in `web/<area>/tests/routes.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# open: nobody needs to be logged in. row: who has the row in reach, others get 404.
# managers, admins: others get 403.
Who = Literal["open", "everybody", "managers", "admins", "row"]


@dataclass(frozen=True)
class PageRoute:
    """One method on one path; `{lead}`, `{contact}`, `{plan}` and so on are ids."""

    method: Literal["GET", "POST"]
    path: str
    who: Who = "everybody"
    data: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()  # rows that must not be there when it is tried
    looks: tuple[str, ...] = ()  # roles that see the row but may not do this: 403
    refused: int = 0  # what even who may is told, because there is nothing to do it with
    trashed: bool = False  # finds rows in the trash, such as restore does
