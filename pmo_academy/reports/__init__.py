"""What managers see of their teams; reads all features, changes nothing."""
