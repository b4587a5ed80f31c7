"""Where everybody begins: what to continue, what is due, what is recommended; changes nothing."""
