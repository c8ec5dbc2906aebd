"""The hub's end of the wire: messages come in by MQTT, are committed, and only then acknowledged.

`link` is the only place that knows MQTT, `routes` takes a message to its use case, `worker` commits in
groups, `commander` speaks to the booths, and `client` puts them together. The broker, the network and
this process may vanish at any moment: the booths keep every record until our own ack, and what is wanted
of a booth is said again until it reports that it obeyed.
"""
