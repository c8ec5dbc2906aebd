"""The parts list: what to order for each reference, from whom, and about what it costs."""
