"""What is true of leads: pure, no queries, no clock, no request."""
