"""Other styles through pandoc."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.citing import Name, Reference, cite_with_pandoc
from store.citing.pandoc import pandoc
from store.errors import NotFoundError, RoundsError

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Plain</title><id>plain</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography second-field-align="flush">
    <layout suffix=".">
      <text variable="citation-number" suffix=") "/>
      <group delimiter=", ">
        <names variable="author"><name form="short"/></names>
        <text variable="title" font-style="italic"/>
      </group>
    </layout>
  </bibliography>
</style>
"""


@pytest.fixture
def style(tmp_path: Path) -> Path:
    file = tmp_path / "plain.csl"
    file.write_text(STYLE, "utf-8")
    return file


def program(folder: Path, text: str) -> None:
    """A program of the name pandoc in `folder`."""
    file = folder / "pandoc"
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o755)


def test_a_style_of_ones_own_is_printed_by_pandoc(style: Path) -> None:
    """Numbers, type faces and ids arrive; the citation says who printed it."""
    try:
        pandoc()
    except RoundsError as error:
        pytest.skip(str(error))
    works = [
        Reference(id="doi:10.1/a b", title="A <i>rare</i> case & <b", authors=(Name("Okafor", "A"),), doi="10.1/a"),
        Reference(id="2", title="Another", authors=(Name("Abe", "S"),)),
    ]
    first, second = cite_with_pandoc(works, str(style))

    assert ("doi:10.1/a b", "1) Okafor, A rare case & <b.", 1) == (first.id, first.text, first.number)
    assert ["A", "case & <b"] == [run.text.strip() for run in first.runs if run.italic]
    assert "pandoc" == second.by
    assert "Abe, Another." == cite_with_pandoc(works[1:], str(style))[0].text


def test_a_style_that_is_not_there_says_where_styles_are() -> None:
    """The error names the address and the folder."""
    with pytest.raises(NotFoundError, match=r"Built in are ama, .*zotero\.org/styles .*pandoc/csl"):
        cite_with_pandoc([], "no-such-style")


def test_a_style_is_found_by_name_in_the_folders(style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name finds `NAME.csl`; a missing pandoc is then what stops it."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Zotero/styles").mkdir(parents=True)
    style.rename(tmp_path / "Zotero/styles/plain.csl")

    with pytest.raises(RoundsError, match="There is no pandoc"):
        cite_with_pandoc([], "plain")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo pandoc 2.17.1.1", "pandoc 2.17.1.1, which is too old.*pandoc 3 or newer"),
        ("echo hello", "does not say which pandoc"),
        ('test "$1" = --version && echo pandoc 3.1 && exit 0; echo "bad style" >&2; exit 25', "refused: bad style"),
    ],
)
def test_a_pandoc_that_cannot_do_it_is_told(
    script: str, message: str, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too old, not pandoc at all, or refusing: said in a sentence."""
    program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RoundsError, match=message):
        cite_with_pandoc([Reference(id="x", title="T")], str(style))
