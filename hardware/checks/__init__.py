"""The checks of the board. Each returns what is wrong, in words; an empty list is a pass."""
