"""Find and list programmes, credentials, cycles and claims, always for a reader."""
