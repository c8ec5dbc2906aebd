"""A busy day of a large shop in virtual time: ten operators at once, every sum reckoned beside the books.

    PYTHONPATH=tests python -m busy_day              fifty booths, ten operators, eight hours, on SQLite
    PYTHONPATH=tests python -m busy_day --postgres   the same on PostgreSQL

What is real: the hub's ingest and desk, the database, and the threads of the operators, who race. What is
played: booths that say what calls they had, customers, and the hands that put money into the drawer. What
each call, bill, drawer and account must come to is reckoned here by arithmetic of its own.
"""
