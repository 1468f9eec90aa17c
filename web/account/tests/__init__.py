"""What the account page promises."""
