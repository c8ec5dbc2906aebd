"""Typed parts: a pin says whether it drives, listens or supplies, so that the rule check can find something."""
