"""What matches, and in which order; pure."""
