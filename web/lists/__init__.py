"""One table for every list: accounts, contacts, interactions, the trash."""
