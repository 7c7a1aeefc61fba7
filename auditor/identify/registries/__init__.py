"""MAC prefix and enterprise number registries: facts with a data date and a digest.

Parsing only; the bytes come from `auditor.resources`, or from the operator by way of `imports`.
"""
