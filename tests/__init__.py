"""What belongs to no single room: house rules, journeys, the API snapshot, the test runner."""
