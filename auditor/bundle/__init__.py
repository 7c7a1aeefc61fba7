"""Evidence bundles: what a finding or an audit rests on, in one zip that can be checked offline.

    store ─compose→ files ─archive→ zip ─archive→ files ─verify→ rederive → the same verdict?

An edge like `pipeline` and `rule_run`: it joins store and stages. `layout` names what is in a
bundle, `documents` writes and reads its JSON. Read `layout`, `compose`, `verify` in this order.
"""
