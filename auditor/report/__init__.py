"""Reports: an `AuditResult` in, text out. Pure: no file, clock or environment.

`interface.py` names the formats; each format is one file beside it. `wording.py` holds
every sentence, `grouping.py` the order and the counts, `escape.py` the only ways by
which device text may enter a format.
"""
