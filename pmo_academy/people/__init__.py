"""Persons, teams, roles, sign-in."""
