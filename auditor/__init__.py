"""Network asset inventory auditor.

    targets ─collect→ recordings ─decode→ devices ─identify→ identities ─evaluate→ verdicts
                          │                  │                   │                    │
                          └────────────── store (SQLite) ────────┴────────────────────┤
                                                                      report ─→ text, JSON, HTML

Start with `model`, then `pipeline`.
"""

__version__ = "0.1.0"
