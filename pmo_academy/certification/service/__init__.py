"""Add and renew outside certificates, log, change and delete claims, propose drafts."""
