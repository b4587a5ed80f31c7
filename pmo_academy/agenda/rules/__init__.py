"""Pure rules of staying on track."""
