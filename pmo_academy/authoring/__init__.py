"""Content files to editions and back."""
