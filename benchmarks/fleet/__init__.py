"""A fleet of simulated switches on 127.0.0.0/8, and what it costs to poll and audit it.

    python -m benchmarks.fleet.poll      one device: our engine, pysnmp, snmpbulkwalk and a floor in C
    python -m benchmarks.fleet.audit     the whole audit of many, first and second run
    python -m benchmarks.fleet.differential --recordings DIR    our engine against pysnmp

`responder.c` and `floor.c` are built with gcc into a temporary folder. Start with `switch`.
"""
