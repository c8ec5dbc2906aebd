"""A receipt printer that needs no paper: listens on TCP, understands ESC/POS, keeps text and pictures.

Knows ESC/POS from the printer's side and nothing of who prints on it, so that it is an independent
witness of what a real printer would have put on the paper.
"""
