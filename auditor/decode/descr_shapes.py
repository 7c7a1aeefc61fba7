"""Shapes of sysDescr that many agents share, as data; after every vendor's own grammar.

See `descr_pattern` for what a row is.
"""

from __future__ import annotations

from auditor.decode.descr_pattern import DescrPattern

NO_PRODUCT = (
    r"(?!(?:Linux|Windows|Unix|\w+BSD|DragonFly|SunOS|Solaris|Darwin|Ubuntu|Debian|VyOS|Vyatta|Halon|ArubaOS"
    r"|Ericsson IPOS|PWT|Hangzhou|Powered|Sensor)\b|[Vv]?\d|R\d|V\d{3,}$"
    r"|.*\b(?:Kernel|kernel|running|SN|S/N|serial)\b)"
)
"""Names of operating systems, revisions, and sentences about them: not a product's name."""
FEW_HYPHENS = r"(?!(?:[^-\n]*-){9})"
"""A hyphen may join or part words, so their number is bounded: the search is a power of it."""
MODEL = (
    FEW_HYPHENS + NO_PRODUCT + r"(?P<model_name>(?:[A-Z][\w.+/()-]*["
    r" -]){0,4}?[A-Z]*[a-z-]*\d[\w+/.-]*(?: [A-Z][\w+-]*){0,2})"
)
"""Words of which one has a digit, as names of products have."""

SHARED_SHAPES = (
    DescrPattern(
        "PRODUCT version N",
        MODEL + r"(?: [A-Za-z-]+){0,4}?,? (?:\(R\) )?(?:[Ss]oftware,? |[Ff]irmware,? )?(?:[Vv]ersion|Ver\.?"
        r"|[Rr]evision|FW|fw|SW|v\.?)[: ]*(?P<software_rev>[Vv]?\d[^\s,;)(]*(?:\(\w+\)\w*)?(?: \(\d+\))?)",
        "GenieATM 6705 version: 7.2.1-RP3(MP) built: 2025/03/28",
        "Linux host",
    ),
    DescrPattern(
        "PRODUCT N.N.N",
        MODEL + r" v?(?P<software_rev>\d+\.\d+\.[\w.-]+(?: STD)?)",
        "USW-Flex8 5.76.7.13442",
        "Linux",
    ),
    DescrPattern(
        "PRODUCT (VN.N.N",
        MODEL + r"(?: [\w+-]+)* \((?P<software_rev>[Vv]\d+\.\d[\w.]+)",
        "FB2901 FB2900 Hamman+ (V1.55.126 2021-03-10)",
        "Linux",
    ),
    DescrPattern(
        "a revision somewhere",
        r"[\s\S]{0,200}?(?:(?:[Ss]oft[Ww]are|[Ff]irmware|SW|FW|App)[ -]?(?:[Vv]er(?:s(?:ion)?)?)?"
        r"|[Vv]ersion|Vers?)\b[.:= ]{1,2}(?P<software_rev>[Vv]?\d[^\s,;)]*)",
        "Tait Communications, DMR Base Station, QBC30BSM, Version: 3.05.00.0007",
        "Linux host 3.2",
    ),
    DescrPattern(
        "a revision after v",
        r"(?!Linux)[^,;]{0,60}[ ,;]v(?P<software_rev>\d+\.\d[\w.]*)",
        "Room Alert 12E v3.3.0",
        "Room Alert",
    ),
    DescrPattern(
        "a serial number somewhere",
        r"[\s\S]{0,200}?(?<![\w/])(?:(?:S/N|SN|s/n|[Ss]erial(?: ?(?:[Nn]umber|[Nn]o\.?))?) ?[:=#] ?|S/N "
        r"|[Ss]erial [Nn]umber )(?P<serial_num>(?=[A-Z/-]{0,12}\d)[A-Z0-9][A-Z0-9/-]{4,24})(?![\w.])",
        "Router model RS1 S/N: RNPF0001 SWL: BASE",
        "Serial 12345 ports, SN: none",
    ),
    DescrPattern(
        "only a product",
        NO_PRODUCT + r"(?!.*\b(?:Version|Release|RELEASE|fw)\b)(?P<model_name>(?=.{3,60}$)(?=.*\d)"
        r"[A-Z][\w+/.-]*(?: (?:-|:|[\w+/.-]+)){0,7}$)",
        "EDS-510E",
        "12",
    ),
    DescrPattern(
        "a product, then words",
        NO_PRODUCT + r"(?P<model_name>(?:[A-Z][\w.]*,? ){0,2}?[A-Z][A-Za-z]*-?\d[\w+/.-]*)(?= |,|$)",
        "SG350-10 10-Port Gigabit Managed Switch",
        "Linux 4.4",
    ),
)
