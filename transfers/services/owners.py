"""Whose a line of a list is, by what the file calls them."""

from collections.abc import Mapping

from kernel.text import folded
from transfers.services.lead_rows import RowRefused
from users.models import User
from users.policies import leads_people

Names = Mapping[str, int | None]


def people_named(by: User) -> Names:
    """Return who may own leads, by user name, e-mail and full name; None where two are called so.

    Nobody but those who hand out leads has a say in it.
    """
    if not leads_people(by):
        return {}
    known: dict[str, int | None] = {}
    for person in User.objects.visible_to(by).filter(is_active=True):
        names = {folded(n) for n in (person.username, person.email, person.get_full_name())}
        for name in names - {""}:
            known[name] = person.pk if known.get(name, person.pk) == person.pk else None
    return known


def owner_named(text: str, people: Names) -> int:
    """Return who is meant; raises RowRefused for a name that is nobody's, or more than one's."""
    owner = people.get(folded(text))
    if owner is None:
        wrong = "is called so by several" if folded(text) in people else "is nobody of your team"
        right = "write a user name, an e-mail address or a full name"
        raise RowRefused("assigned_to", f"{text[:60]!r} {wrong}: {right}.")
    return owner
