"""`python -m locutorio` is the `locutorio` command."""

from locutorio.cli import main

main()
