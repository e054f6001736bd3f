"""Values as several formats write them."""

from __future__ import annotations

import re

from store.citing.reference import Name, Reference

_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
_PAGES = re.compile(r"\s*([^\s–-]+)\s*[–-]+\s*([^\s–-]+)\s*")


def one_line(text: str) -> str:
    """`text` on one line, its runs of white space collapsed: a line break would begin another field or record."""
    return " ".join(text.split())


def untagged(text: str) -> str:
    """`text` on one line, without inline markup."""
    return one_line(_TAG.sub("", text))


def inverted(name: Name) -> str:
    """`van der Berg, Jan, Jr.`; a body as it is named."""
    if name.literal or not name.family:
        return one_line(name.literal or name.given)
    gap = "" if name.particle[-1:] in ("'", "’", "-") else " "
    family = one_line(f"{name.particle}{gap}{name.family}" if name.particle else name.family)
    given = one_line(f"{name.given} {name.dropping}")
    if name.suffix:
        return f"{family}, {given}, {one_line(name.suffix)}"
    return f"{family}, {given}" if given else family


def first_and_last_page(page: str) -> tuple[str, str]:
    """`101-9` as `101` and `109`; a single page or an article number stands alone."""
    match = _PAGES.fullmatch(page)
    if match is None:
        return one_line(page), ""
    first, last = match.groups()
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def address(reference: Reference) -> str:
    """Where the work is: its address as given, else that of its DOI, of PubMed Central or of PubMed."""
    if reference.url:
        return one_line(reference.url)
    if reference.doi:
        return doi_address(reference.doi)
    if reference.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{_encoded(reference.pmcid)}/"
    return f"https://pubmed.ncbi.nlm.nih.gov/{_encoded(reference.pmid)}/" if reference.pmid else ""


def doi_address(doi: str) -> str:
    """The address that resolves a DOI; what an address cannot hold is percent-encoded."""
    return f"https://doi.org/{_encoded(doi)}"


_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:;.,()-_~!*'@+=")
"""The characters of DOIs that stand for themselves in the path of an address."""


def _encoded(text: str) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in text.encode("utf-8"))
