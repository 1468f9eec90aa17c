"""Django's PostgreSQL backend, with what a small read spends most of its time on made cheap."""
