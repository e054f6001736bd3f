"""The program as it is run from a shell, and a small library for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ALPHA = """# A tumour of the hand with an ALK fusion

**Authors:** Ada Lovelace, Grace Hopper, Mary Anning

PMC · DOI: 10.5555/Alpha.1 · PMID: 11111111 · Journal of Tests · 2024-03-05

## TL;DR

A hand tumour with ALK answered to alectinib.

## Contribution

Shows what a command prints.

## Key findings

- ALK was fused in the hand.
- Alectinib shrank the tumour.

## Abstract

A first paragraph about ALK.

A second paragraph about necrosis.

## Linked entities

- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238]
- **Chemicals:** alectinib (PubChem CID 49806720)

## Full-text entities

- **Genes:** ALK (ALK receptor tyrosine kinase) [NCBI Gene 238] {aka ALK1, CD246}
- **Diseases:** necrosis (MESH:D009336)
- **Chemicals:** alectinib (MESH:C582670)
- **Species:** Homo sapiens (human, species) [taxon 9606]

## Full text

Read the complete paper: https://example.org/paper/PMC7000001/full.md

## Figures

2 figures: https://example.org/paper/PMC7000001/full.md

## References

11 references: https://example.org/paper/PMC7000001/full.md

## Funding

None.

---
Source: https://example.org/paper/PMC7000001
"""
BETA = """# Necrosis after a bee sting

**Authors:** Carl Linnaeus

DOI: 10.5555/beta.2 · Bee Reports · 2021

## TL;DR

A sting led to necrosis.

## Full-text entities

- **Diseases:** necrosis (MESH:D009336)
- **Species:** Apis mellifera (taxon 7460)
"""
GAMMA = """# An undated observation

## TL;DR

Nothing is known of its day.
"""
CASES = {"alpha.md": ALPHA, "beta.md": BETA, "gamma.md": GAMMA}

Rounds = Callable[..., "subprocess.CompletedProcess[str]"]


def run_rounds(*arguments: str | bytes, stdin: str | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program to its end; standard output and error are pipes."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
        **options,
    )


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three cases, made by the program itself."""
    folder = tmp_path_factory.mktemp("library")
    cases = folder / "cases"
    cases.mkdir()
    for name, text in CASES.items():
        (cases / name).write_text(text, encoding="utf-8")
    library = folder / "library.db"
    done = run_rounds("import", str(cases), "--library", str(library), env={**os.environ, "HOME": str(folder)})
    assert done.returncode == 0, done.stderr
    return library


@pytest.fixture
def library(built_library: Path, tmp_path: Path) -> Path:
    """A copy of that library for one test."""
    copy = tmp_path / "library.db"
    copy.write_bytes(built_library.read_bytes())
    return copy


@pytest.fixture
def rounds(library: Path) -> Rounds:
    """The program on the small library."""

    def run(*arguments: str | bytes, stdin: str | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        return run_rounds(*arguments, "--library", str(library), stdin=stdin, **options)

    return run


@pytest.fixture
def answer(rounds: Rounds) -> Callable[..., Any]:
    """The value that a command prints with `--json`."""

    def ask(*arguments: str, **options: Any) -> Any:
        done = rounds(*arguments, "--json", **options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask
