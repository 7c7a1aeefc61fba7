"""Worksheets for reports and representations that a law asks for: what each asks, as data.

A worksheet brings together what an audit knows and leaves a blank line for what only the operator
knows; it never answers for anybody. Next: `worksheet_text`, which lays them out.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.policy import Citation, Verification

P, S, M = Verification.OFFICIAL, Verification.SECONDARY, Verification.MEMORY
FAR_25 = Citation(
    "48 CFR 52.204-25(d)(2)", "https://www.acquisition.gov/far/52.204-25", Verification.OFFICIAL
)
FAR_24 = Citation("48 CFR 52.204-24", "https://www.acquisition.gov/far/52.204-24", Verification.OFFICIAL)
FAR_26 = Citation("48 CFR 52.204-26", "https://www.acquisition.gov/far/52.204-26", Verification.OFFICIAL)
RFO = Citation(
    "FAR overhaul model clause 52.240-91",
    "https://www.acquisition.gov/far-overhaul",
    Verification.SECONDARY,
)
FCC_5641 = Citation(
    "FCC Form 5641; 47 CFR 1.50007", "https://www.fcc.gov/supplychain", Verification.SECONDARY
)
SECTION_889 = ("us-ndaa-889", "us-rfo-52.240-91")
COVERED_LIST = ("us-fcc-1.50007", "us-fcc-covered-list")


class Blank(NamedTuple):
    """What only the operator knows; a fact that is not from the official text is marked."""

    label: str
    verification: Verification = P


class Choice(NamedTuple):
    """A statement with answers to tick; none is ever ticked beforehand."""

    text: str
    answers: tuple[str, ...]
    verification: Verification = P


class Worksheet(NamedTuple):
    """One form. `policies`: findings under these are its items; () are all. `item_fields` are keys
    of `worksheet_items.FIELDS` with the label the form gives them."""

    name: str
    title: str
    citation: Citation
    deadline: str
    recipient: str
    policies: tuple[str, ...]
    head: tuple[Blank, ...]
    choices: tuple[Choice, ...]
    item_fields: tuple[tuple[str, str, Verification], ...]
    item_blanks: tuple[Blank, ...]
    tail: tuple[Blank, ...]
    notes: tuple[str, ...] = ()


EQUIPMENT = (
    ("brand", "Brand", P),
    ("model", "Model number (OEM number, manufacturer part number or wholesaler number)", P),
    ("description", "Item description", P),
)
PRODUCER = (
    Blank("Unique entity identifier of the producer, if known"),
    Blank("CAGE code of the producer, if known"),
    Blank("The producer is the original equipment manufacturer or a distributor, if known"),
    Blank("Explanation of the proposed use, and any factors relevant to whether it is permissible"),
)
CONTRACT = (Blank("Contract number"), Blank("Order numbers, if applicable"))
ONE_CLAUSE = (
    "One clause may hold section 889, orders under the Federal Acquisition Supply Chain Security Act and "
    "others: cite the clause that your contract contains."
)

FAR_25D = Worksheet(
    "far-25d",
    "FAR 52.204-25(d)(2)(i): first report",
    FAR_25,
    "within one business day from the date of identification or notification",
    "the Contracting Officer; for the Department of Defense https://dibnet.dod.mil; "
    "for indefinite delivery contracts also the Contracting Officers of affected orders",
    SECTION_889,
    CONTRACT,
    (),
    EQUIPMENT,
    (
        Blank("Supplier name"),
        Blank("Unique entity identifier of the supplier, if known"),
        Blank("CAGE code of the supplier, if known"),
    ),
    (Blank("Readily available information about mitigation actions undertaken or recommended"),),
    (
        ONE_CLAUSE,
        "Which of the dates below starts the business day, detection or a person's confirmation, is for "
        "you to decide.",
    ),
)
FAR_25D_FOLLOWUP = Worksheet(
    "far-25d-followup",
    "FAR 52.204-25(d)(2)(ii): follow-up report",
    FAR_25,
    "within ten business days of submitting the first report",
    FAR_25D.recipient,
    SECTION_889,
    (*CONTRACT, Blank("Date of the first report")),
    (),
    EQUIPMENT,
    (),
    (
        Blank("Further available information about mitigation actions undertaken or recommended"),
        Blank("Efforts undertaken to prevent use or submission of covered equipment or services"),
        Blank("Additional efforts that will be incorporated to prevent future use or submission"),
    ),
    (ONE_CLAUSE,),
)
FAR_24_REPRESENTATION = Worksheet(
    "far-24",
    "FAR 52.204-24: representation and disclosures with an offer",
    FAR_24,
    "with the offer",
    "the Contracting Officer",
    SECTION_889,
    (Blank("Solicitation number"),),
    (
        Choice(
            "(d)(1) The Offeror provides covered telecommunications equipment or services to the Government "
            "in the performance of a contract resulting from the solicitation",
            ("will", "will not"),
        ),
        Choice(
            "(d)(2) After conducting a reasonable inquiry, the Offeror represents that it uses covered "
            "telecommunications equipment or services, or any equipment, system, or service that uses them",
            ("does", "does not"),
        ),
    ),
    (("producer", "Entity that produced the equipment", P), *EQUIPMENT),
    PRODUCER,
    (
        Blank("Services related to maintenance: description of all covered services, brand, model, item"),
        Blank("Other services: product service code, and explanation of the proposed use"),
    ),
    (
        "The text of (e)(2)(i)(C) and (e)(2)(ii) was not seen in full and is taken to mirror (e)(1): "
        "check against the live form.",
    ),
)
FAR_26_REPRESENTATION = Worksheet(
    "far-26",
    "FAR 52.204-26(c): annual representation",
    FAR_26,
    "yearly in SAM, or with an offer",
    "the System for Award Management (SAM)",
    SECTION_889,
    (),
    (
        Choice(
            "(c)(1) The Offeror provides covered telecommunications equipment or services as a part of its "
            "offered products or services to the Government",
            ("does", "does not"),
        ),
        Choice(
            "(c)(2) After conducting a reasonable inquiry, the Offeror uses covered telecommunications "
            "equipment or services, or any equipment, system, or service that uses them",
            ("does", "does not"),
        ),
    ),
    EQUIPMENT,
    (),
    (),
)
FAR_240_91 = Worksheet(
    "far-52-240-91",
    "FAR 52.240-91 (overhaul model clause): report and representation",
    RFO,
    "as the clause in the contract says",
    "the Contracting Officer, or as the clause says",
    SECTION_889,
    tuple(blank._replace(verification=S) for blank in CONTRACT),
    (
        Choice(
            "After a reasonable inquiry, equipment, systems or services that the clause names are provided "
            "or used",
            ("yes", "no"),
            S,
        ),
    ),
    tuple((key, label, S) for key, label, _ in EQUIPMENT),
    tuple(blank._replace(verification=S) for blank in FAR_25D.item_blanks),
    tuple(blank._replace(verification=S) for blank in FAR_25D.tail),
    (ONE_CLAUSE,),
)
FCC_FORM = Worksheet(
    "fcc-5641",
    "FCC Form 5641: annual report on covered equipment",
    FCC_5641,
    "31 March, with data as of 31 December; also when covered equipment is newly obtained",
    "the FCC Supply Chain portal",
    COVERED_LIST,
    (
        Blank("FCC registration number (FRN) of the filer", S),
        Blank("Name, address, telephone, e-mail and web site of the filer", S),
        Blank("Contact, if another person", S),
    ),
    (Choice("The filer has covered communications equipment or services in its network", ("yes", "no"), S),),
    (
        ("site", "Location name", S),
        ("brand", "Make", S),
        ("model", "Model or product identifier", S),
        ("description", "Type of equipment or service", S),
        ("answered", "Last answer when polled (operational: tick below)", S),
    ),
    (
        Blank("Operational: yes / no", S),
        Blank("Location type", S),
        Blank("Latitude and longitude, to six decimals", S),
        Blank("Address, if available", S),
        Blank("Date purchased, rented, leased or obtained", S),
        Blank("Removal and replacement plans", S),
    ),
    (),
    ("The list of fields was pieced together from several sources and not from the live form.",),
)
WORKSHEETS = (FAR_25D, FAR_25D_FOLLOWUP, FAR_24_REPRESENTATION, FAR_26_REPRESENTATION, FAR_240_91, FCC_FORM)
