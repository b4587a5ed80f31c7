"""What is typed in the studio, and what is wrong with it."""
