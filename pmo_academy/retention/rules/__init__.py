"""When something learned is asked again, and how fresh it is; pure."""
