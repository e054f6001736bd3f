"""Inputs to begin with, and words that inputs are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.oracles import SEEDS
from tests.hostile.attacks import ATTACKS, encoded, hostile_files

_FOUND = Path(__file__).resolve().parent / "found"
_READER_WORDS = (
    *("# ", "## ", "### ", "## TL;DR\n\n", "## Contribution\n\n", "## Key findings\n\n- ", "## Abstract\n\n", "---\n"),
    *("## Linked entities\n\n", "## Full-text entities\n\n", "- **Genes:** ", "- **Odd kind:** ", "**Authors:** "),
    *(" [NCBI Gene 238]", " (MESH:D009362)", " (PubChem CID 49806720)", " (MONDO:0002616)", " (taxon 9606)", " {aka "),
    *("human, species", "DOI: 10.5555/x", "PMID: 123", " · ", "PMC · ", "2026-02-11", "Source: https://x.example/PMC1"),
    *("## Full text\n\n", "## Figures\n\n", "## References\n\n", "4 figures: ", "<!-- next case -->", "====\n", "\r\n"),
    *(
        "}, ",
        "), ",
        "], ",
        "{{",
        "((",
        "[[",
        "\ufeff",
        "\u2010",
        "\u202e",
        "\u2028",
        "e\u0301",
        "\\",
        "> ",
        "| a | b |",
    ),
)
_QUERY_WORDS = (
    *("gene:", "protein:", "chemical:", "drug:", "disease:", "species:", "entity:", "title:", "author:", "journal:"),
    *("year:", "2020..2026", ">=2020", "id:", "has:fulltext", "is:starred", "is:marked", "tag:", "note:", "in:"),
    *(
        "import:last",
        " OR ",
        " AND ",
        " NOT ",
        "-",
        "(",
        ")",
        '"',
        "*",
        "~",
        ":",
        "~~",
        "gene:*",
        "ncbigene:238",
        "<->",
    ),
    *("NEAR(", "near:", "pair:", "with:", "ΤΝF-α", "肿瘤", "e\u0301", "\u202e", "\x00", "10.1002/cnr2.70489", "PMC1"),
)
_QUERIES = (
    'drug:alectinib "brain met*" year:>=2020 -gene:EGFR',
    "(lung OR pleura) ALK",
    'gene:ALK protein:CD34 disease:"brain metast*" species:9606 has:doi is:unread',
    "-(a OR -b) title:x journal:y author:z",
    "year:2020..2026 year:2024 year:<2020",
    '"a phrase" metast* *ast* ALK-rearranged TNF-α',
)


def begin(name: str, folder: Path) -> None:
    """Make the folders of a run of oracle `name`: a corpus to begin with, and the words of its inputs."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    (folder / "found").mkdir(exist_ok=True)
    for number, data in enumerate(_corpus(name)):
        (corpus / f"seed{number:04}").write_bytes(data)
    words = _READER_WORDS if name == "reader" else _QUERY_WORDS
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in words), encoding="ascii")


def _corpus(name: str) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((_FOUND / name).glob("*")))
    if name == "query":
        yield from (text.encode() for text in _QUERIES)
        yield from (encoded(attack) for attack in ATTACKS)
        return
    yield from (path.read_bytes() for path in sorted(SEEDS.glob("*.md")))
    yield from hostile_files().values()


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if byte < 0x80 and chr(byte).isalnum() else f"\\x{byte:02x}" for byte in word.encode("utf-8")
    )
