"""The books and the read models: the only place that speaks SQL.

`engine` opens a store, `tables` lists everything it keeps, and one small module per noun holds the
questions asked of it. Facts and money are only ever added to, and the database itself refuses otherwise;
read models (what a booth reports, how a call stands) may change and can be rebuilt.
"""
