"""One reader for each format; each gives a manuscript."""
