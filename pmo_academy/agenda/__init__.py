"""What is due for a person, and how they are told: agenda, digest, calendar, preferences."""
