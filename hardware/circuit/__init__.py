"""The circuit: which pin of which part is on which net. All else about the board is checked against it."""
