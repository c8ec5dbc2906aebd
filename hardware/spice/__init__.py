"""The analogue half of the board, simulated: what each input of the controller sees of a telephone line."""
