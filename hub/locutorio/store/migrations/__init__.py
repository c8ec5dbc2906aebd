"""Numbered changes of the tables, from the first on. Never edited once a shop may have run them."""
