"""What works without a network, and what happens when it is back."""
