"""Finds drafts and what belongs to them, each through its reader."""
