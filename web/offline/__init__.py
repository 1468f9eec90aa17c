"""A phone without a network: the home screen, the last Today list, calls that wait to be sent."""
