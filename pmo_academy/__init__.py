"""PMO Academy: find out where a PMO stands, learn what it lacks, prove it, measure again."""
