"""Logging a call, putting one off: from wherever the KAM stands."""
