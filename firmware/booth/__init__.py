"""The booth: what the line does, what the hub allows, and the way records take to it."""

FIRMWARE = "0.1.0"
