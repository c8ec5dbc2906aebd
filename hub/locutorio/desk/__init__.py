"""What people and booths do in the shop: one use case a file, one transaction each, the store's only writers.

Decisions are taken from core; times come in as arguments; what a person can be refused is in `errors`.
"""
