"""The circuit: which pin of which part is on which net. Everything else about the board is checked against it."""
