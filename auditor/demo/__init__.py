"""The simulated network: SNMP agents on 127.0.0.0/8 and the devices they play.

Devices, sites and the operator are invented; enterprise numbers, product identifiers and MAC
prefixes are real. Must not know how it is polled or judged. Start with `cast`, then
`responder` and `network`.
"""
