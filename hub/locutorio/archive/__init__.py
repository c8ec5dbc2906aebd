"""Archives: the books of a period in one file that can be checked by anyone, without this program.

- `bundle`  writes one: files of lines, a signed list of their SHA-256 sums, a README, and `check.py` itself
- `check`   what proves that nothing in it was changed; stands alone, and lies in each archive as verify.py

Must not know the store: what goes in is given to it.
"""
