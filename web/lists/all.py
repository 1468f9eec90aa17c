"""Every list by its name and by its address."""

from web.lists.contacts import CONTACTS
from web.lists.interactions import INTERACTIONS
from web.lists.leads import BOARD, LEADS
from web.lists.tables import Table
from web.lists.trash import CONTACTS_IN_TRASH, INTERACTIONS_IN_TRASH, LEADS_IN_TRASH

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        LEADS,
        CONTACTS,
        INTERACTIONS,
        LEADS_IN_TRASH,
        CONTACTS_IN_TRASH,
        INTERACTIONS_IN_TRASH,
    )
}
PAGES = {**TABLES, BOARD.name: BOARD}  # all that a saved view can be of
BY_PATH = {table.path: table for table in TABLES.values()}
