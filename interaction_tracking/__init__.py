"""Calls, e-mails, visits and orders that took place."""
