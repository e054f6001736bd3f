"""Compact identifiers (CURIEs): `prefix:local`, prefixes in lower case as registered in Bioregistry.

Case files write ids in the manner of their databases (`NCBI Gene 238`, `MESH:D009362`, `PubChem CID 49806720`,
`taxon 9606`). `parse_ids` reads those, `normalise` what a person types, `address` gives the page of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import quote

from store.patterns import pattern

NAMESPACE_ORDER = ("ncbigene", "mondo", "mesh", "pubchem.compound", "chebi", "ncbitaxon", "omim", "hp")
"""An entity's `id` is its first CURIE in this order; namespaces not named here follow by name."""

_UNIPROT = r"(?:[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2})(?:-[0-9]{1,3})?"
"""Accessions of UniProt, with the number of an isoform (https://www.uniprot.org/help/accession_numbers)."""

_LOCAL = {
    "ncbigene": r"[0-9]{1,12}",
    "mesh": r"[A-Z][0-9]{6,9}",
    "mondo": r"[0-9]{7}",
    "pubchem.compound": r"[0-9]{1,12}",
    "ncbitaxon": r"[0-9]{1,12}",
    "omim": r"(?:PS)?[0-9]{6}",
    "chebi": r"[0-9]{1,9}",
    "hp": r"[0-9]{7}",
    "pr": rf"[0-9]{{9}}|{_UNIPROT}",
    "uniprot": _UNIPROT,
    "cellosaurus": r"CVCL_[A-Z0-9]{4}",
    "dbsnp": r"rs[0-9]{1,12}",
    "doid": r"[0-9]{1,9}",
    "orphanet": r"[0-9]{1,9}",
    "hgnc": r"[0-9]{1,9}",
    "cl": r"[0-9]{7}",
    "uberon": r"[0-9]{7}",
    "go": r"[0-9]{7}",
    "efo": r"[0-9]{7}",
    "ncit": r"C[0-9]{1,9}",
    "drugbank": r"DB[0-9]{5}",
    "umls": r"C[0-9]{7}",
    "kegg": r"[a-z]{2,4}[0-9]{5}|[A-Z][0-9]{5}",
    "reactome": r"R-[A-Z]{3}-[0-9]{1,12}",
    "ensembl": r"ENS[A-Z]{0,5}[0-9]{11}(?:\.[0-9]+)?",
    "snomedct": r"[0-9]{6,18}",
    "icd10": r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?",
    "loinc": r"[0-9]{1,7}-[0-9]",
    "rxnorm": r"[0-9]{1,9}",
    "cas": r"[0-9]{2,7}-[0-9]{2}-[0-9]",
    "so": r"[0-9]{7}",
    "mp": r"[0-9]{7}",
    "mgi": r"[0-9]{1,9}",
    "rgd": r"[0-9]{1,9}",
    "wikidata": r"[QLP][0-9]{1,12}",
    "wikipathways": r"WP[0-9]{1,6}",
    "clinvar": r"[0-9]{1,9}",
    "chembl": r"CHEMBL[0-9]{1,9}",
}
"""What the local part of an id looks like, by its prefix."""

_NAMES = {
    "ncbigene": ("entrez", "geneid", "entrezgene", "ncbigeneid"),
    "pubchem.compound": ("pubchemcompound", "pubchemcid", "pubchemcompoundcid", "pubchem", "cid"),
    "ncbitaxon": ("taxon", "taxid", "taxonomy", "taxonomyid", "ncbitaxonomy", "ncbitaxid"),
    "omim": ("mim",),
    "hp": ("hpo", "humanphenotypeontology"),
    "pr": ("pro", "proteinontology"),
    "uniprot": ("uniprotkb", "swissprot", "uniprotkbswissprot", "uniprotswissprot", "uniprotkbtrembl"),
    "cellosaurus": ("cvcl",),
    "doid": ("do", "diseaseontology"),
    "orphanet": ("orpha",),
    "cl": ("cellontology",),
    "go": ("geneontology",),
    "ncit": ("ncithesaurus",),
    "snomedct": ("snomed",),
    "rxnorm": ("rxcui",),
    "so": ("sequenceontology",),
}
"""What else databases are called in front of their ids."""

_PREFIXES = {name: prefix for prefix in _LOCAL for name in (prefix, prefix.replace(".", ""), *_NAMES.get(prefix, ()))}
_BESIDE_LETTERS = pattern(r"[^a-z0-9]+")
_WORDS_FOR_IDS = pattern(r"(?:unique|registry|accession|ref)?(?:ids?|no|nr|number|accession|rn)$")
"""What may follow the name of a database: `HGNC ID`, `CAS Registry Number`."""
_BARE = pattern(
    r"(?:RRID: ?)?(?P<cellosaurus>CVCL_[A-Z0-9]{4})|(?P<dbsnp>rs[0-9]{1,12})|(?P<pmc>PMC[0-9]{1,12})"
    r"|(?:NCBI: ?)?txid(?P<ncbitaxon>[1-9][0-9]{0,11})",
    re.IGNORECASE,
)
_LABELLED = pattern(r"([A-Za-z][A-Za-z0-9 ./-]*?)#?\s*[:_]\s*(\S+)|([A-Za-z][A-Za-z0-9 ./-]*?)#?\s+(\S+)")
_BEGINNING = pattern(r"([A-Za-z][A-Za-z0-9 ./-]{0,30}?)\s?[:_]|(NCBI Gene|PubChem CID|taxon) ", re.IGNORECASE)
_BETWEEN_IDS = pattern(r"\s*[,;|]\s*|\s/\s")

_PAGE = pattern(
    r"(?:https?://)?(?:www\.)?(?:"
    r"(?:identifiers\.org|bioregistry\.io|n2t\.net|purl\.org)/(?:obo/)?(?P<prefix>[a-z0-9.]+)[:/](?P<local>[^/?#\s]+)"
    r"|(?P<host>[a-z0-9.-]+)/(?P<path>\S*?)(?P<last>[^/?=#\s]+))/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
_DATABASES = (
    ("ncbi.nlm.nih.gov", "gene/", "ncbigene"),
    ("ncbi.nlm.nih.gov", "snp/", "dbsnp"),
    ("ncbi.nlm.nih.gov", "taxonomy/", "ncbitaxon"),
    ("nlm.nih.gov", "mesh/", "mesh"),
    ("meshb.nlm.nih.gov", "", "mesh"),
    ("pubchem.ncbi.nlm.nih.gov", "compound/", "pubchem.compound"),
    ("omim.org", "entry/", "omim"),
    ("uniprot.org", "uniprot", "uniprot"),
    ("drugbank.com", "drugs/", "drugbank"),
    ("drugbank.ca", "drugs/", "drugbank"),
)
"""Host and path of the pages of databases whose addresses hold the number alone."""

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
def _pattern(prefix: str) -> re.Pattern[str]:
    """What the local part looks like; compiled when an id of the kind is first met, as there are so many kinds."""
    return re.compile(_LOCAL[prefix])


@lru_cache(maxsize=4096)
def _prefix_of(label: str) -> str | None:
    """The prefix of the database that `label` names, however it is spelled (`ICD-10`, `HGNC ID`), or None."""
    name = _BESIDE_LETTERS.sub("", label.lower())
    return _PREFIXES.get(name) or _PREFIXES.get(_WORDS_FOR_IDS.sub("", name))


def from_label(label: str, local: str) -> str | None:
    """The CURIE of a database's own way to write an id (`"NCBI Gene"`, `"238"`), or None where the id is not valid.

    Any zeros in front of a purely numeric NCBI, PubChem or ChEBI id are dropped; the letter case of `local` is mended,
    and what is part of an id in one database and written in front of it in another is put there or taken off.
    """
    prefix = _prefix_of(label)
    if prefix is None:
        return None
    if prefix == "dbsnp":
        local = local.lower()
        local = local if local.startswith("rs") else f"rs{local}"
    elif prefix != "kegg":
        local = local.upper()
    if prefix == "cellosaurus" and not local.startswith("CVCL_"):
        local = f"CVCL_{local}"
    elif prefix == "omim":
        local = local.lstrip("#*+%^")
    elif prefix == "pubchem.compound":
        local = local.removeprefix("CID")
    if not _pattern(prefix).fullmatch(local):
        return None
    if prefix in ("ncbigene", "pubchem.compound", "ncbitaxon", "chebi"):
        local = local.lstrip("0")
        if not local:
            return None
    return f"{prefix}:{local}"


def parse_id(text: str) -> str | None:
    """The CURIE of one id as case files write it (`MESH:D009362`, `PubChem CID 702`, `HPO HP:0001251`), or None."""
    text = text.strip()
    if "://" in text:
        return from_address(text.strip("<>"))
    curie = _plain_id(text)
    if curie is None and (":" in text or "_" in text):
        # the name of the database, and an id that says it again
        head, between, tail = text.rpartition(" ") if " " in text else text.partition(":")
        prefix = _prefix_of(head) if between else None
        again = _plain_id(tail) if prefix else None
        curie = again if again and namespace(again) == prefix else None
    return curie


def _plain_id(text: str) -> str | None:
    bare = _BARE.fullmatch(text)
    if bare and bare.lastgroup:
        local = bare[bare.lastgroup]
        return f"{bare.lastgroup}:{local.lower() if bare.lastgroup == 'dbsnp' else local.upper()}"
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
    for part in _BETWEEN_IDS.split(text.strip()):
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
    return match is not None and _prefix_of(match[1] or match[2]) is not None


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


def from_address(text: str) -> str | None:
    """The CURIE of the page of a database or of a resolver (`https://identifiers.org/mesh:D009369`), or None."""
    match = _PAGE.fullmatch(text)
    if match is None:
        return None
    if match["prefix"]:
        local = match["local"]
        return _plain_id(local) or from_label(match["prefix"], local)
    host, path, last = match["host"].lower(), match["path"].lower(), match["last"].removesuffix(".html")
    for ending, part, prefix in _DATABASES:
        if host.endswith(ending) and part in path and (curie := from_label(prefix, last)):
            return curie
    return _plain_id(last) if ":" in last or "_" in last else None


def address(curie: str) -> str | None:
    """The page of a CURIE at its database, or None for a namespace without one.

    Built from the id alone, so it is safe to open.
    """
    prefix, _, local = curie.partition(":")
    template = _ADDRESSES.get(prefix)
    if template is None or not local:
        return None
    return template.format(quote(local, safe="/" if prefix == "doi" else ""))
