"""Reads files of other products and writes files for them; what is lost is always said."""
