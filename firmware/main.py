"""The loader: what a board runs first. It finds the booth's program and starts it."""

import sys

sys.path.append("lib")

import app

app.main()
