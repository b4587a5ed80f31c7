"""What was learned is asked again before it is forgotten."""
