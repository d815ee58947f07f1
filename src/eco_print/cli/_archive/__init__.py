"""The commands of `eco-print archive`, one a file."""
