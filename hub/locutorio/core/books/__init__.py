"""The arithmetic of the books: what a posting is sealed by, and where they do not agree with themselves."""
