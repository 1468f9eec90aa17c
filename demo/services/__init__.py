"""Writing the invented company, set by set."""
