"""Who carries what; for managers."""
