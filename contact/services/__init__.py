"""What happens to the people at a restaurant."""
