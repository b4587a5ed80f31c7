"""The pure rules of learning: how far, what next, what is locked, what fits a filter."""
