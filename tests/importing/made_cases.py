"""Case files made for tests, every sentence invented."""

from __future__ import annotations

import random
from pathlib import Path

GENES = ("ALK", "TP53", "KRAS", "EGFR", "MYC", "NF1", "RET", "BRCA1")
DISEASES = ("fever", "sarcoma", "anaemia", "sepsis", "asthma", "gout")
WORDS = tuple(
    word
    for line in (
        "patient tumour fever biopsy cough resection left right after before chronic acute lesion pain showed grew",
        "quickly slowly treated discharged recovered scan blood count normal raised mild severe week month years old",
    )
    for word in line.split(" ")
)


def case_text(
    number: int,
    *,
    title: str | None = None,
    pmcid: str | None = "",
    doi: str | None = "",
    pmid: str | None = None,
    authors: str = "Ada Test, Ben Probe",
    tldr: str = "A short summary.",
    size: int = 0,
) -> str:
    """A case file. An id that is "" is made of the number, None is left out; about `size` more bytes of abstract."""
    pmcid = f"PMC{number}" if pmcid == "" else pmcid
    doi = f"10.5555/made.{number}" if doi == "" else doi
    dice = random.Random(number)
    ids = [f"DOI: {doi}"] if doi else []
    ids += [f"PMID: {pmid}"] if pmid else []
    sentence = " ".join(dice.choices(WORDS, k=8)).capitalize() + "."
    abstract = " ".join(" ".join(dice.choices(WORDS, k=10)).capitalize() + "." for _ in range(size // 70))
    gene, disease = dice.choice(GENES), dice.choice(DISEASES)
    lines = [
        f"# {title or f'Case {number} of {disease}'}",
        "",
        f"**Authors:** {authors}",
        "",
        " · ".join(["PMC", *ids, "Journal of Made Cases", f"20{number % 25:02d}-0{1 + number % 9}-11"]),
        "",
        "## TL;DR",
        "",
        tldr,
        "",
        "## Key findings",
        "",
        f"- {sentence}",
        "",
        "## Abstract",
        "",
        abstract or "A patient came and went.",
        "",
        "## Full-text entities",
        "",
        f"- **Genes:** {gene} ({gene} made gene) [NCBI Gene {100 + GENES.index(gene)}]",
        f"- **Diseases:** {disease} (MESH:D0099{DISEASES.index(disease):02d})",
        "",
        "---",
        f"Source: https://example.org/paper/{pmcid}" if pmcid else "Source: https://example.org/paper",
        "",
    ]
    return "\n".join(lines)


def make_files(folder: Path, numbers: range, *, size: int = 0) -> Path:
    """A folder with a made case for each number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"case{number:06d}.md").write_text(case_text(number, size=size), encoding="utf-8")
    return folder
