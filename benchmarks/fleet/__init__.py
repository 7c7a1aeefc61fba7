"""A fleet of simulated switches on 127.0.0.0/8, and what it costs to poll and audit it.

    python -m benchmarks.fleet           polling: ours, pysnmp, snmpbulkwalk, a floor in C; v2c, v3, far away
    python -m benchmarks.fleet.audit     the whole audit of many, first and second run
    python -m benchmarks.fleet.differential --recordings DIR    our engine against pysnmp
    python -m benchmarks.fleet.fuzz      bent answers by the hundred thousand

`responder.c` and `floor.c` are built with gcc into a temporary folder. Start with `switch`.
"""
