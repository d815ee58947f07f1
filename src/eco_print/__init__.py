"""eco-print."""
