"""The arithmetic of the books: what a posting is sealed by, and where the books do not agree with themselves."""
