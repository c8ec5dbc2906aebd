"""Typed parts: a pin says whether it drives, listens or supplies, so that a rule check finds something."""
