"""What is no case is refused with a line and a reason."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
import zlib

import pytest

from store.errors import RejectedError
from store.readers.case_file import read_case
from tests.reader.case_texts import AUTHORS, TITLE, case_text, read, read_with_notices


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.md", case_text())
    return out.getvalue()


def a_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        data = case_text().encode()
        entry = tarfile.TarInfo("a.md")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"\xef\xbb\xbf", "white space"),
        (gzip.compress(case_text().encode()), "gzip"),
        (a_zip(), "zip"),
        (a_tar(), "tar"),
        (zlib.compress(case_text().encode() * 9), ""),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "PNG"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 60, "JPEG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"{\\rtf1\\ansi A}", "RTF"),
        (b"SQLite format 3\0" + b"\0" * 100, "SQLite"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (bytes(range(256)) * 40, ""),
        (b"\0" * 4000, "binary"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)
def test_binary_formats(data: bytes, said: str) -> None:
    """Named by what they are, whatever the file is called."""
    with pytest.raises(RejectedError) as caught:
        read_case(data, name="case.md")

    assert said in caught.value.reason
    assert caught.value.line >= 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE html>\n<html><body># Title</body></html>", "HTML"),
        ("<HTML lang=en>", "HTML"),
        ("\n\n  <!-- saved -->\n<body>", "HTML"),
        ('<?xml version="1.0"?>\n<article/>', "XML"),
        ('<article article-type="case-report"><front/></article>', "XML"),
        ("<PubmedArticleSet>\n</PubmedArticleSet>", "XML"),
        (json.dumps({"title": "T", "abstract": "A"}), "JSON"),
        (json.dumps([{"id": 1}], indent=2), "JSON"),
        ("{}", "JSON"),
        ("TY  - JOUR\nTI  - Title\nER  - ", "RIS"),
        ("PMID- 123\nTI  - Title", "nbib"),
        ("%0 Journal Article\n%T Title", "EndNote"),
        ("@article{key,\n title={T}}", "BibTeX"),
        ("123|t|Title\n123|a|Abstract", "PubTator"),
        ("\\documentclass{article}", "LaTeX"),
        ("#!/usr/bin/env python\n# Title\n", "script"),
        ("MIME-Version: 1.0\n", "mail"),
        ("Buy milk and bread.\nCall home.", "neither a title"),
        ("id,title,doi\n1,T,10.1/x\n", "neither a title"),
    ],
)
def test_other_text_formats(text: str, said: str) -> None:
    """Other formats are told by their first line; text of no form has neither title nor section."""
    with pytest.raises(RejectedError) as caught:
        read_case(text.encode(), name="case.md")

    assert said in caught.value.reason


def test_the_line_that_decided_is_named() -> None:
    """The reason stands at the first line that says something."""
    with pytest.raises(RejectedError) as caught:
        read_case(b"\n\n\n<html>")

    assert caught.value.line == 4


@pytest.mark.parametrize(
    "abstract",
    ["TY  - JOUR\nER  - 1", "<b>bold</b> text", '{"a": 1}', "@article{x}", "PMID- 1"],
)
def test_such_lines_inside_a_case_are_text(abstract: str) -> None:
    """Only the beginning of a file tells its format."""
    assert " ".join(read(case_text(abstract=abstract)).abstract) == " ".join(abstract.split("\n"))


def test_a_readme_is_doubted() -> None:
    """Markdown without anything of a case comes in with a question."""
    case, notices = read_with_notices("# My project\n\nInstall it.\n\n## Usage\n\nRun it.")

    assert case.title == "My project"
    assert [notice.message for notice in notices] == ["no authors, ids, abstract or entities: is this a case?"]


def test_a_title_alone_is_a_case() -> None:
    """A title needs nothing else."""
    case = read("# Only a title")

    assert (case.title, case.authors, case.mentions, case.other_sections) == ("Only a title", (), (), ())
    assert case.id.startswith("hash:")


OTHER = "# Another case of cough"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (case_text(), case_text(title=OTHER)),
        (case_text(source=None), case_text(title=OTHER, source=None)),
        (case_text(source=None), case_text(title=OTHER, authors=None, ids="PubMed · PMID: 7")),
        (case_text(), case_text(title=OTHER, authors=None, ids=None)),
        (case_text(), f"{OTHER}\n\n## Abstract\n\nCough."),
        (case_text(), OTHER),
        (case_text(tldr="```\n# A comment\n```", source=None), case_text(title=OTHER)),
    ],
    ids=("whole", "sourceless", "authorless", "sections", "abstract", "title", "below-code"),
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n---\n\n", "\r\n\r\n"])
def test_two_cases_in_one_file(first: str, second: str, between: str) -> None:
    """Are refused with the line on which the second begins: they are never mixed."""
    with pytest.raises(RejectedError) as caught:
        read_case(f"{first}{between}{second}".encode())

    assert "another case begins here" in caught.value.reason
    assert len(f"{first}{between}".split("\n")) == caught.value.line


def test_a_second_case_right_behind_the_source() -> None:
    """A file without a line feed at its end runs into the next one."""
    with pytest.raises(RejectedError) as caught:
        read_case(f"{case_text()}{case_text(title=OTHER)}".encode())

    assert len(case_text().split("\n")) == caught.value.line


@pytest.mark.parametrize(
    "full_text",
    [
        f"# {TITLE.upper()}\n\n{AUTHORS}\n\n## Introduction\n\nText.",
        "# Introduction\n\nText.\n\n# Methods\n\nText.",
        "# Data availability\n\nDOI: 10.5555/data",
        f"```\n{OTHER}\n\n{AUTHORS}\n```",
        f"### Another\n\n{AUTHORS}",
    ],
)
def test_a_full_text_with_titles_is_no_second_case(full_text: str) -> None:
    """A paper may repeat its title, have headings of that level, or show a case file in a block of code."""
    case, _ = read_with_notices(case_text(full_text=full_text))

    assert TITLE == case.title
    assert ["Ada Test", "Ben Probe"] == list(case.authors)
