"""What the pages of the studio send, and how it is asked."""
