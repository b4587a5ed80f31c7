"""Measurements: our pages beside a bare Flask page of the same size, session and queries."""
