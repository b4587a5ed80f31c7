"""Changes drafts: what is saved, moved, reviewed, published."""
