"""What use cases say when they refuse, in the reader's language.

Services speak English, which is what the API promises; a page looks the sentence up here. A test
finds each of them in the services.
"""

from django.utils.translation import gettext, gettext_noop

KNOWN = frozenset(
    {
        gettext_noop("A group with outlets cannot become an outlet."),
        gettext_noop("A moment in the future is expected."),
        gettext_noop("A parent is a group, not an outlet, and not the lead itself."),
        gettext_noop("A paused plan has no call to pin; resume it first."),
        gettext_noop("Another lead has this external_id."),
        gettext_noop("Another order has this external_id."),
        gettext_noop("A user with this name exists already."),
        gettext_noop("Choose a name to log in with."),
        gettext_noop("Each plan is named once."),
        gettext_noop("It is not there any more."),
        gettext_noop("Only a lost lead has this."),
        gettext_noop("Somebody changed this contact in the meantime; read it again."),
        gettext_noop("Somebody changed this file in the meantime; read it again."),
        gettext_noop("Somebody changed this interaction in the meantime; read it again."),
        gettext_noop("Somebody changed this lead in the meantime; read it again."),
        gettext_noop("Somebody changed this plan in the meantime; read it again."),
        gettext_noop("Somebody changed this user in the meantime; read it again."),
        gettext_noop("Somebody else moved this lead first."),
        gettext_noop("Somebody else restored this contact first."),
        gettext_noop("Somebody else restored this file first."),
        gettext_noop("Somebody else restored this interaction first."),
        gettext_noop("Somebody else restored this lead first."),
        gettext_noop("Somebody who left cannot be the primary contact."),
        gettext_noop("The call plan was changed since; this cannot be undone any more."),
        gettext_noop("The total must be below 10,000,000,000."),
        gettext_noop("There is no such lead."),
        gettext_noop("There is no such restaurant."),
        gettext_noop("There is no such user."),
        gettext_noop("This Idempotency-Key belongs to another request; use a new one."),
        gettext_noop("This lead has a call plan already."),
        gettext_noop("This lead has no such contact."),
        gettext_noop("This lies in the future; log it when it has happened."),
        gettext_noop("This lies in the future; record it when it has happened."),
        gettext_noop("You may not change it."),
        gettext_noop("order_date lies in the future; log it when it has been placed."),
    }
)
# Said by no page: teams and roles are Django's admin's, tokens the API's.
ELSEWHERE = frozenset(
    {
        "A group with this name exists already.",
        "A team with this name exists already.",
        "Move the members to another team first.",
        "Only an admin changes role, team, name or access.",
        "Somebody changed this team in the meantime; read it again.",
        "The last admin cannot be taken away.",
        "The token is invalid or has expired.",
        "This log-in has ended.",
        "This refresh token was used or revoked; log in again.",
    }
)


def in_words(*texts: str) -> str:
    """Return the sentences as the reader says them; one we do not know stays as it is."""
    return " ".join(gettext(text) if text in KNOWN else text for text in texts)
