"""Polling: the only package that opens sockets to devices; targets in, recordings out.

It must not know what rows mean: a row is kept as the bytes a device sent. No type of the
SNMP library leaves it. Start with `interface`, `plan`, then `snmp`.
"""
