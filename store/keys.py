"""Keys of cases: which ids make two files the same paper, and what a person means by naming one.

A key is `pmc:PMC…`, `doi:…` (case-folded), `pubmed:…` or, where a file gives none of these, `hash:…` of its title and
authors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from store.patterns import pattern
from store.text import PLAIN_HYPHENS, clean_line, words

HASH_DIGITS = 20
"""Length of the hexadecimal part of a `hash:` key (80 bits)."""

_DOI = pattern(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"“”]+")
_DOI_LABEL = pattern(r"\s*(?:doi\s*[:=]?\s*)+", re.IGNORECASE)
_DOI_ADDRESS = pattern(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_USUAL_DOI = pattern(r"[!-~]+")
_PMC = pattern(r"(?<![A-Za-z0-9])PMC[ :-]{0,2}(\d{1,12})(?![0-9A-Za-z])", re.IGNORECASE)
_PUBMED_ADDRESS = pattern(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article|abstract)/MED/)(\d{1,9})(?!\d)",
    re.IGNORECASE,
)
_PMID = pattern(r"(?:pmid|pubmed)\s*[:#]?\s*(\d{1,9})", re.IGNORECASE)
_TRAILING = ".,;:"
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}


class DoiReading(NamedTuple):
    """What was read from a text that should be a DOI."""

    doi: str | None
    remark: str | None = None
    """What is odd about it."""
    whole: bool = True
    """Whether the DOI says all that the text says."""


def read_doi(text: str) -> DoiReading:
    """The first DOI in `text`, without label or address.

    Hyphens and dashes of other kinds are mended: no agency registers them, and a page or an editor puts them in. A bare
    DOI keeps its letters as printed; one taken from an address is decoded and put in lower case, as addresses
    are written in any. Compare DOIs case-folded.
    """
    given = text.strip()
    bare = _DOI_LABEL.sub("", given, count=1) if given[:3].lower() == "doi" else given
    address = _DOI_ADDRESS.search(bare)
    if address:
        bare = clean_line(unquote(bare[address.end() :])).lower()  # what was encoded comes in here
    ascii_hyphens = bare if bare.isascii() else bare.translate(PLAIN_HYPHENS)
    odd_hyphens, bare = ascii_hyphens != bare, ascii_hyphens
    match = _DOI.search(bare)
    doi = _trim(match[0]) if match else ""
    if not match or doi.endswith("/"):
        return DoiReading(None, f"“{given}” is no DOI" if given else None, whole=not given)
    rest = bare[: match.start()] + bare[match.start() + len(doi) :]
    if rest.strip(" .,;:()[]<>"):
        return DoiReading(doi, f"of “{given}” only the DOI {doi} was taken", whole=False)
    if odd_hyphens:
        return DoiReading(doi, f"the hyphens of the DOI {doi} were of another kind, as typesetting makes them")
    if not _USUAL_DOI.fullmatch(doi):
        return DoiReading(doi, f"the DOI {doi} holds unusual characters")
    return DoiReading(doi)


def _trim(doi: str) -> str:
    """Without the punctuation of the sentence around it; closing brackets stay where the DOI opens them."""
    while doi:
        last = doi[-1]
        if last in _TRAILING or (last in _PAIRS and doi.count(last) > doi.count(_PAIRS[last])):
            doi = doi[:-1]
        else:
            break
    return doi


def find_pmcid(text: str) -> str | None:
    """The PMC id that stands in `text` (an address or an id), as `PMC123`."""
    match = _PMC.search(text)
    return f"PMC{match[1]}" if match else None


def find_pmid(text: str) -> str | None:
    """The PubMed id in an address of PubMed or Europe PMC."""
    match = _PUBMED_ADDRESS.search(text)
    return match[1].lstrip("0") or None if match else None


def hash_key(title: str, authors: Sequence[str]) -> str:
    """The key of a case without ids; spellings that searches take for the same give the same key."""
    said = "\n".join(" ".join(words(part)) for part in (title, *authors))
    from hashlib import sha256  # noqa: PLC0415 -- loads OpenSSL, 4 MB, for cases without any id

    return "hash:" + sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]


def keys_of(
    *, pmcid: str | None, doi: str | None, pmid: str | None, title: str, authors: Sequence[str]
) -> tuple[str, ...]:
    """All keys of a case, the best first; the first is its `id`. The hash only where there is no other."""
    keys = []
    if pmcid:
        keys.append(f"pmc:{pmcid.upper()}")
    if doi:
        keys.append(f"doi:{doi.casefold()}")
    if pmid:
        keys.append(f"pubmed:{pmid}")
    return tuple(keys) or (hash_key(title, authors),)


def keys_meant(reference: str) -> tuple[str, ...]:
    """The keys that a person can mean by `reference`, the likeliest first; empty where it has the form of none.

    Taken are keys as `--json` prints them, PMC ids, DOIs bare, labelled or in an address, PubMed ids with or without
    `PMID`, and addresses of papers. A bare number is a PubMed id, or else the number of a PMC id.
    """
    text = reference.strip()
    prefix, colon, local = text.partition(":")
    prefix, local = prefix.strip().lower(), local.strip()
    if colon and prefix == "hash":
        return (f"hash:{local.lower()}",)
    if colon and prefix in ("pmc", "pmcid") and local.isascii() and local.isdigit():
        return (f"pmc:PMC{local}",)
    if text.isascii() and text.isdigit():
        return f"pubmed:{text.lstrip('0') or '0'}", f"pmc:PMC{text}"
    labelled = _PMID.fullmatch(text)
    if labelled:
        return (f"pubmed:{labelled[1].lstrip('0') or '0'}",)
    doi = read_doi(text).doi
    if doi:
        return (f"doi:{doi.casefold()}",)
    pmcid = find_pmcid(text)
    if pmcid:
        return (f"pmc:{pmcid}",)
    pmid = find_pmid(text)
    return (f"pubmed:{pmid}",) if pmid else ()
