"""Receipts on paper: laid out purely, turned into a printer's bytes, delivered by a spool. Station 8.

The only package that knows ESC/POS.
"""
