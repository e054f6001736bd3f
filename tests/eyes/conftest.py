"""Libraries whose text is ASCII, and whose text is everything else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import Library

ASCII_CASE = """# A Giant Thoracic ALK-Rearranged Mesenchymal Neoplasm in a Child, Number {n}

**Authors:** Sheng Gao, Junhua Wu, Ada Example

PMC \u00b7 DOI: 10.5555/ascii.{n} \u00b7 PMID: 3000000{n} \u00b7 Cancer Reports \u00b7 202{n}-02-11

## TL;DR

A child had an ALK neoplasm that alectinib shrank.

## Contribution

It shows that ALK fusion occurs in children.

## Key findings

- The tumour named S100 and ALK, and grew for {n} months.
- Treatment with alectinib led to a response in the brain metastasis.

## Abstract

We report a child with an ALK-rearranged neoplasm. Alectinib was given, and necrosis was seen.

## Linked entities

- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238] {{aka CD246, NBLST3}}
- **Proteins:** S100A1

## Full-text entities

- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238], S100A1 (S100) [NCBI Gene 6271]
- **Chemicals:** alectinib (PubChem CID 49806720)
- **Diseases:** necrosis (MESH:D009336)
- **Species:** human (taxon 9606)

## Full text

The whole text of case {n}.

---
Source: https://tomesphere.com/paper/PMC900000{n}
"""


def library_of(folder: Path, *cases: str) -> Path:
    """A library of these case files."""
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for number, text in enumerate(cases):
        (papers / f"case{number}.md").write_text(text, encoding="utf-8")
    with Library.open(folder / "library.db", create=True) as library:
        report = library.import_paths([papers])
        assert report.added == len(cases)
    return folder / "library.db"


@pytest.fixture
def ascii_library(tmp_path: Path) -> Path:
    """Three cases without a letter beyond ASCII (the separators of the file format are not shown)."""
    return library_of(tmp_path / "made", *(ASCII_CASE.format(n=n) for n in (1, 2, 3)))


@pytest.fixture
def app_on(tmp_path: Path) -> Callable[..., list[str]]:
    """The command that opens the app on a library, with a notebook and a home of the test's own."""

    def command(library: Path, *options: str) -> list[str]:
        notebook = tmp_path / "notebook.db"
        return [sys.executable, "-m", "tui", "--library", str(library), "--notebook", str(notebook), *options]

    return command
