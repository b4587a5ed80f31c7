"""Assessment rounds: where a PMO stands, how sure that is, what to do next."""
