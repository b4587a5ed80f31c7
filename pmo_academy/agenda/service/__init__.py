"""Digests, calendar links, mails about certificates that end."""
