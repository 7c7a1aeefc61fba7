"""Package data of report as the pipeline hands it in, and checks that several tests share."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema

REPORT = Path(__file__).resolve().parents[2] / "auditor" / "report"
TEMPLATE = (REPORT / "templates" / "audit.html.j2").read_text(encoding="utf-8")
PAGE_TEMPLATE = (REPORT / "templates" / "device.html.j2").read_text(encoding="utf-8")
SCHEMA = json.loads((REPORT / "audit-v1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VOID = frozenset({"meta", "br", "rect", "link", "img", "input", "hr"})


class Element:
    """One element of a page: its name, attributes and the text directly or deeper inside."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Page(HTMLParser):
    """A parsed page; unbalanced markup fails at once."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()
        assert [] == [element.name for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def named(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]
