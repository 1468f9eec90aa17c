"""One's own profile, days, leave, look, password and log-ins."""
