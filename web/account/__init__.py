"""One account: how it stands, what happened, who is there, what it orders."""
