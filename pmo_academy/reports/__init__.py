"""What managers see; reads all features, changes nothing."""
