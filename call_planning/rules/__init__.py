"""When a call is due, where it shows, what its outcome does and how urgent it is: pure rules."""
