"""`python -m eco_print` is `eco-print`."""

from .cli import main

main()
