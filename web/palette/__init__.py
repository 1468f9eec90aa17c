"""Ctrl-K: find a record, go to a page, start an action."""
