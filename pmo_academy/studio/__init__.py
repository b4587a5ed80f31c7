"""Where PMO leads write, review and publish content; the files are those of `authoring`."""
