"""Many calls priced at once, to the last digit as core.rating prices each: for what-if, re-rating and files.

Beside station 5 of the way of a call, never on it: what a customer pays comes from the one meter. `keys`
make numbers comparable, `ranges` flatten a tariff's prefixes, `plan_table` lays out its plans, `clocks` its
periods; `loops` price each call by these `tables`, in machine code. `pricer` brings calls and tables
together, `calls` is what goes in and comes out. What does not fit into tables is handed to core.rating, call
by call.
"""

from locutorio.batch.calls import Calls, Costs
from locutorio.batch.plan_table import TooFine
from locutorio.batch.pricer import Batch, price_all

__all__ = ["Batch", "Calls", "Costs", "TooFine", "price_all"]
