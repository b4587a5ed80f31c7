"""Catalogue, courses, lessons, enrolment, progress."""
