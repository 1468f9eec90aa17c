"""Coming in and going out: first account, log-in, forgotten passwords."""
