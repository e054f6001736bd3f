"""Compact identifiers (CURIEs): `prefix:local`, prefixes in lower case as registered in Bioregistry.

Case files write ids in the manner of their databases (`NCBI Gene 238`, `MESH:D009362`, `PubChem CID 49806720`,
`taxon 9606`). `parse_ids` reads those, `normalise` what a person types, `address` gives the page of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from store.patterns import pattern

NAMESPACE_ORDER = ("ncbigene", "mondo", "mesh", "pubchem.compound", "chebi", "ncbitaxon", "omim", "hp")
"""An entity's `id` is its first CURIE in this order; namespaces not named here follow by name."""

_UNIPROT = r"(?:[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2})(?:-[0-9]{1,3})?"
"""Accessions of UniProt, with the number of an isoform (https://www.uniprot.org/help/accession_numbers)."""

_LABELS: dict[str, tuple[str, str]] = {
    # label in lower case: (prefix, pattern of the local part)
    "ncbi gene": ("ncbigene", r"[0-9]{1,12}"),
    "ncbigene": ("ncbigene", r"[0-9]{1,12}"),
    "entrez": ("ncbigene", r"[0-9]{1,12}"),
    "geneid": ("ncbigene", r"[0-9]{1,12}"),
    "gene id": ("ncbigene", r"[0-9]{1,12}"),
    "ncbi gene id": ("ncbigene", r"[0-9]{1,12}"),
    "entrez gene": ("ncbigene", r"[0-9]{1,12}"),
    "mesh id": ("mesh", r"[A-Z][0-9]{6,9}"),
    "mesh": ("mesh", r"[A-Z][0-9]{6,9}"),
    "mondo": ("mondo", r"[0-9]{7}"),
    "pubchem cid": ("pubchem.compound", r"[0-9]{1,12}"),
    "pubchem.compound": ("pubchem.compound", r"[0-9]{1,12}"),
    "pubchem": ("pubchem.compound", r"[0-9]{1,12}"),
    "cid": ("pubchem.compound", r"[0-9]{1,12}"),
    "taxon": ("ncbitaxon", r"[0-9]{1,12}"),
    "ncbitaxon": ("ncbitaxon", r"[0-9]{1,12}"),
    "ncbi taxon": ("ncbitaxon", r"[0-9]{1,12}"),
    "taxid": ("ncbitaxon", r"[0-9]{1,12}"),
    "taxonomy id": ("ncbitaxon", r"[0-9]{1,12}"),
    "ncbi taxonomy": ("ncbitaxon", r"[0-9]{1,12}"),
    "omim": ("omim", r"(?:PS)?[0-9]{6}"),
    "mim": ("omim", r"(?:PS)?[0-9]{6}"),
    "chebi": ("chebi", r"[0-9]{1,9}"),
    "hp": ("hp", r"[0-9]{7}"),
    "pr": ("pr", rf"[0-9]{{9}}|{_UNIPROT}"),
    "uniprot": ("uniprot", _UNIPROT),
    "cellosaurus": ("cellosaurus", r"(?:CVCL_)?[A-Z0-9]{4}"),
    "dbsnp": ("dbsnp", r"rs[0-9]{1,12}"),
    "doid": ("doid", r"[0-9]{1,9}"),
    "orpha": ("orphanet", r"[0-9]{1,9}"),
    "orphanet": ("orphanet", r"[0-9]{1,9}"),
    "hgnc": ("hgnc", r"[0-9]{1,9}"),
    "cl": ("cl", r"[0-9]{7}"),
    "uberon": ("uberon", r"[0-9]{7}"),
    "go": ("go", r"[0-9]{7}"),
    "efo": ("efo", r"[0-9]{7}"),
    "ncit": ("ncit", r"C[0-9]{1,9}"),
    "drugbank": ("drugbank", r"DB[0-9]{5}"),
    "umls": ("umls", r"C[0-9]{7}"),
    "cvcl": ("cellosaurus", r"[A-Z0-9]{4}"),
    "kegg": ("kegg", r"[a-z]{2,4}[0-9]{5}|[A-Z][0-9]{5}"),
    "reactome": ("reactome", r"R-[A-Z]{3}-[0-9]{1,12}"),
    "ensembl": ("ensembl", r"ENS[A-Z]{0,5}[0-9]{11}(?:\.[0-9]+)?"),
    "snomedct": ("snomedct", r"[0-9]{6,18}"),
    "icd10": ("icd10", r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"),
    "loinc": ("loinc", r"[0-9]{1,7}-[0-9]"),
    "rxnorm": ("rxnorm", r"[0-9]{1,9}"),
    "cas": ("cas", r"[0-9]{2,7}-[0-9]{2}-[0-9]"),
    "so": ("so", r"[0-9]{7}"),
    "mp": ("mp", r"[0-9]{7}"),
    "mgi": ("mgi", r"[0-9]{1,9}"),
    "rgd": ("rgd", r"[0-9]{1,9}"),
    "wikidata": ("wikidata", r"[QLP][0-9]{1,12}"),
    "wikipathways": ("wikipathways", r"WP[0-9]{1,6}"),
    "clinvar": ("clinvar", r"[0-9]{1,9}"),
}
_BARE = pattern(r"(?P<cellosaurus>CVCL_[A-Z0-9]{4})|(?P<dbsnp>rs[0-9]{1,12})|(?P<pmc>PMC[0-9]{1,12})", re.IGNORECASE)
_LABELLED = pattern(r"([A-Za-z][A-Za-z .]*?)\s*[:_]\s*(\S+)|([A-Za-z][A-Za-z .]*?)\s+(\S+)")
_BEGINNING = pattern(r"([A-Za-z][A-Za-z .]{0,20}?)\s?[:_]|(NCBI Gene|PubChem CID|taxon) ", re.IGNORECASE)

_ADDRESSES = {
    "ncbigene": "https://www.ncbi.nlm.nih.gov/gene/{}",
    "mondo": "https://monarchinitiative.org/MONDO:{}",
    "mesh": "https://id.nlm.nih.gov/mesh/{}.html",
    "pubchem.compound": "https://pubchem.ncbi.nlm.nih.gov/compound/{}",
    "chebi": "https://www.ebi.ac.uk/chebi/CHEBI:{}",
    "ncbitaxon": "https://www.ncbi.nlm.nih.gov/datasets/taxonomy/{}/",
    "omim": "https://omim.org/entry/{}",
    "hp": "https://hpo.jax.org/browse/term/HP:{}",
    "pr": "https://proconsortium.org/app/entry/PR:{}",
    "uniprot": "https://www.uniprot.org/uniprotkb/{}",
    "cellosaurus": "https://www.cellosaurus.org/{}",
    "dbsnp": "https://www.ncbi.nlm.nih.gov/snp/{}",
    "doi": "https://doi.org/{}",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
}


@cache
def _pattern(label: str) -> re.Pattern[str]:
    """What the local part looks like; compiled when an id of the kind is first met, as there are fifty kinds."""
    return re.compile(_LABELS[label][1])


def from_label(label: str, local: str) -> str | None:
    """The CURIE of a database's own way to write an id (`"NCBI Gene"`, `"238"`), or None where the id is not valid.

    Any zeros in front of a purely numeric NCBI, PubChem or ChEBI id are dropped; the letter case of `local` is mended.
    """
    label = label.strip().lower()
    if label not in _LABELS:
        return None
    prefix = _LABELS[label][0]
    if prefix != "kegg":
        local = local.lower() if prefix == "dbsnp" else local.upper()
    if not _pattern(label).fullmatch(local):
        return None
    if prefix in ("ncbigene", "pubchem.compound", "ncbitaxon", "chebi"):
        local = local.lstrip("0")
        if not local:
            return None
    if prefix == "cellosaurus" and not local.startswith("CVCL_"):
        local = f"CVCL_{local}"
    return f"{prefix}:{local}"


def parse_id(text: str) -> str | None:
    """The CURIE of one id as case files write it (`MESH:D009362`, `PubChem CID 702`, `rs12`), or None."""
    text = text.strip()
    bare = _BARE.fullmatch(text)
    if bare and bare.lastgroup:
        local = text.lower() if bare.lastgroup == "dbsnp" else text.upper()
        return f"{bare.lastgroup}:{local}"
    match = _LABELLED.fullmatch(text)
    if not match:
        return None
    label, local = (match[1], match[2]) if match[1] is not None else (match[3], match[4])
    return from_label(label, local)


def parse_ids(text: str) -> tuple[str, ...] | None:
    """The CURIEs of an id group without its brackets (`MESH:D1, MESH:D2`, `NCBI Gene 238; 239`), each once, in order.

    A part without a label takes the label of the part before it. None where any part is no id we know.
    """
    found: list[str] = []
    label = ""
    for part in re.split(r"\s*[,;|]\s*", text.strip()):
        curie = parse_id(part)
        if curie is None and label and re.fullmatch(r"\S+", part):
            curie = from_label(label, part)
        if curie is None:
            return None
        match = _LABELLED.fullmatch(part)
        if match:
            label = match[1] if match[1] is not None else match[3]
        if curie not in found:
            found.append(curie)
    return tuple(found)


def begins_like_id(text: str) -> bool:
    """Whether `text` begins as ids of a database we know do (`MESH:`, `NCBI Gene`), valid or not."""
    match = _BEGINNING.match(text)
    return match is not None and (match[1] or match[2]).lower() in _LABELS


def normalise(text: str) -> str | None:
    """The CURIE that a person means by `text` (`ncbigene:238`, `MESH:d009369`, `NCBI Gene 238`), or None."""
    text = text.strip()
    prefix, colon, local = text.partition(":")
    prefix = prefix.strip().lower()
    local = local.strip()
    if colon and prefix == "doi" and local:
        return f"doi:{local.lower()}"
    if colon and prefix in ("pubmed", "pmid") and local.isascii() and local.isdigit():
        return f"pubmed:{local.lstrip('0') or '0'}"
    if colon and prefix in ("pmc", "pmcid") and local:
        local = local.upper()
        return f"pmc:{local if local.startswith('PMC') else 'PMC' + local}"
    return parse_id(text)


def namespace(curie: str) -> str:
    """The prefix of a CURIE: `mesh` of `mesh:D009369`."""
    return curie.partition(":")[0]


def accession(curie: str) -> str:
    """The local part of a CURIE: `D009369` of `mesh:D009369`."""
    return curie.partition(":")[2]


def order(curie: str) -> tuple[int, str, int, str]:
    """Sort key of CURIEs: by namespace as in `NAMESPACE_ORDER`, the rest by name; within one, short ids first."""
    prefix, _, local = curie.partition(":")
    rank = NAMESPACE_ORDER.index(prefix) if prefix in NAMESPACE_ORDER else len(NAMESPACE_ORDER)
    return rank, prefix, len(local), local


def in_order(curies: Iterable[str]) -> tuple[str, ...]:
    """Each CURIE once, in the order of `order`."""
    return tuple(sorted(set(curies), key=order))


def address(curie: str) -> str | None:
    """The page of a CURIE at its database, or None for a namespace without one.

    Built from the id alone, so it is safe to open.
    """
    prefix, _, local = curie.partition(":")
    template = _ADDRESSES.get(prefix)
    if template is None or not local:
        return None
    return template.format(quote(local, safe="/" if prefix == "doi" else ""))
