"""Internal programmes and outside certificates: progress, cycles, renewal credit."""
