"""The booth's board as a design that can be checked: `python -m hardware`.

pinout.toml and circuit/values.toml are the data; circuit/ joins parts to nets; checks/, bom/, drawing/ and
spice/ each hold their own picture of the board against those nets. It must not know the firmware's program.
"""
