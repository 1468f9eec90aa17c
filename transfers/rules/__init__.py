"""What is true of files and of the values in them: pure, no models, no queries."""
