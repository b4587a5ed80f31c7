"""What the studio works out: outlines, differences, reading ease; pure."""
