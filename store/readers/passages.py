"""Text within a section: paragraphs, bullets, counts with an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from store.model import Items
from store.readers.outline import is_rule

_BULLET = re.compile(r"(?:[-*+•‣◦▪●·–—✓✔☑→➢➤►▸⁃∙○■□]|\(?\d{1,3}[.)]|\[\d{1,4}\]|\(?[a-z]\))(?:\s+|$)")
_OWN_LINE = re.compile(r"[-*+•‣◦▪●][ ]|\d{1,3}[.)] |\||>|\[\^")
"""Lines that stay lines of their own in a paragraph: list items, rows of tables, quotations, footnotes."""
_COUNT = re.compile(
    r"(?:there (?:are|is) )?(?:about |ca\. |~)?(?P<count>\d{1,3}(?:[,. \u2009\u202f]\d{3})+|\d{1,9})"
    r"\s+(?:figures?|references?)\b(?P<note>.*)$",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(r"(?:(?:number of )?(?:figures|references)\s*[:=]\s*)?(\d{1,6})\.?$", re.IGNORECASE)
_ADDRESS = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s<>]+)>?[.]?$")
_LINK = re.compile(r"\[[^\]\n]{0,300}\]\(([^()\s]+)\)[.]?$")
_NONE = re.compile(
    r"(?:n/a|(?:no|none)(?: (?:figures?|references?))?(?: (?:listed|given|reported|available|provided))?)\.?$",
    re.IGNORECASE,
)
_USUAL_NOTE = re.compile(r"(?:\s*(?:with captions?|full list|in the complete paper|[—–.:-]))*\s*$", re.IGNORECASE)
_LONGEST_COUNT = 400


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a passage, each on one line; rules are left out."""
    found: list[str] = []
    for block in "\n".join(lines).split("\n\n"):
        block = block.strip()  # noqa: PLW2901 -- what is left of the same block
        if not block:
            continue
        if "\n" not in block:
            if not is_rule(block) and block.strip("#"):
                found.append(block)
            continue
        _unwrap(block.split("\n"), found)
    return found


def _unwrap(lines: Iterable[str], found: list[str]) -> None:
    """Join wrapped lines; lines that have a form of their own stay apart."""
    going: list[str] = []
    for line in lines:
        text = line.strip()
        ends = not text or is_rule(text) or text[0] == "#"
        if ends or _OWN_LINE.match(text):
            if going:
                found.append(" ".join(going))
            going = []
        if not ends:
            going.append(text)
        elif text[:1] == "#" and text.strip("# "):
            found.append(text)
    if going:
        found.append(" ".join(going))


def bullets(lines: Iterable[str]) -> list[str]:
    """The items of a list of any form, nested ones and paragraphs between included; wrapped lines are joined."""
    found: list[list[str]] = []
    ended = True
    for line in lines:
        text = line.strip()
        if text[:1] == "#":
            text = text.lstrip("# ")
        if not text or is_rule(text):
            ended = True
            continue
        match = _BULLET.match(text)
        if match:
            found.append([text[match.end() :]])
        elif found and (not ended or line[:2] == "  "):
            found[-1].append(text)
        else:
            found.append([text])
        ended = False
    return [text for text in (" ".join(filter(None, parts)) for parts in found) if text]


def block(lines: Sequence[str]) -> str:
    """A passage as it stands, without trailing spaces and without blank lines around it."""
    text = "\n".join(lines)
    if " \n" in text or text[-1:] == " ":
        text = "\n".join(line.rstrip() for line in lines)
    return text.strip("\n")


def _single(lines: Sequence[str]) -> list[str]:
    """The only line of a passage, where it is one that begins with a digit and is no list."""
    said = [line for line in lines if line]
    return said if len(said) == 1 and said[0][0].isdigit() and not _BULLET.match(said[0]) else []


def is_count(text: str) -> bool:
    """Whether a line says how many figures or references there are."""
    return len(text) < _LONGEST_COUNT and any(form.match(text) for form in (_COUNT, _NONE, _BARE_COUNT))


def address_in(text: str) -> str | None:
    """The address at the end of `text`, plain, in angle brackets or as a link of Markdown."""
    text = text.rstrip()
    match = _LINK.search(text[-2000:]) if text[-1:] in (")", ".") else None
    match = match or _ADDRESS.match(text.rpartition(" ")[2])
    return match[1] if match else None


def items(lines: Sequence[str]) -> tuple[Items, list[str]]:
    """Figures or references: the count and the address, or the items; and lines that say more than that."""
    count: int | None = None
    url: str | None = None
    listed: list[str] = []
    kept: list[str] = []
    found = _single(lines) or bullets(lines)
    if len(found) == 1 and (bare := _BARE_COUNT.match(found[0])):
        return Items(int(bare[1])), []
    for item in found:
        match = _COUNT.match(item) if len(item) < _LONGEST_COUNT else None
        if match and count is not None:
            kept.append(item)
        elif match:
            count = int(re.sub(r"\D", "", match["count"]))
            url = address_in(match["note"])
            if not _USUAL_NOTE.match(match["note"].removesuffix(url or "")):
                kept.append(item)
        elif not listed and count is None and _NONE.match(item):
            count = 0
        else:
            listed.append(item)
    if count is None and listed:
        count = len(listed)
    return Items(count, url, tuple(listed)), kept
