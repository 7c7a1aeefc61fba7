"""The spine: frozen records and enums that every stage exchanges.

Imports the standard library only; knows no file, socket, clock or database.
Read `target`, `recording`, `device`, `identity`, `policy`, `finding` in this order:
that is the way data flows.
"""
