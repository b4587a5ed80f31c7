"""The maturity instrument: pure rules from answers to level, confidence, gaps and plan."""
