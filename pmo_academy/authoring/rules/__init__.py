"""What a content file must look like; text in, values and problems out."""
