"""An invented company, to look at and to measure with."""
