"""Receipts, slips and reports on paper: laid out purely, turned into bytes, delivered by a spool. Station 8.

The only package that knows ESC/POS.
"""
