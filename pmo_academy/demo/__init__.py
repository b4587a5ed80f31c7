"""The sample organisation: teams, people and what they have done so far."""
