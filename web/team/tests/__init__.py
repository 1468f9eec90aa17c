"""What the team page promises."""
