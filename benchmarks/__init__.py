"""Repeatable measurements that print ratios; not part of the tests."""
