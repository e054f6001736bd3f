"""Citations with their type faces."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.citing import Reference, as_html, as_html_document, as_markdown, as_markdown_link, as_rtf, cite


def test_italics_are_kept_in_every_form(article: Reference) -> None:
    """The journal is italic in AMA; in Markdown, HTML and RTF."""
    (citation,) = cite([article], "ama")

    assert "*Ann Rare Cases*. 2026;12(3):1077-1087." in as_markdown(citation)
    assert "<i>Ann Rare Cases</i>. 2026;12(3):1077-1087." in as_html(citation)
    assert "{\\i Ann Rare Cases}. 2026;12(3):1077-1087." in as_rtf([citation])


def test_markup_of_the_title_is_a_type_face(article: Reference) -> None:
    """Raised letters and italics of a title are printed so; a pair that does not close stays text."""
    marked = replace(article, title="Ca<sup>2+</sup> and <i>Nocardia</i> <b>x")
    (citation,) = cite([marked], "vancouver")

    assert "Ca2+ and Nocardia <b>x. Ann Rare Cases" in citation.text
    assert "Ca<sup>2+</sup> and <i>Nocardia</i> &lt;b&gt;x" in as_html(citation)
    assert "Ca<sup>2+</sup> and *Nocardia* \\<b\\>x" in as_markdown(citation)


def test_characters_of_the_data_are_escaped(article: Reference) -> None:
    """What means something in Markdown, HTML or RTF is text."""
    hostile = replace(article, title="a *b* [c](d) <script> {\\rtf} & |\N{GREEK SMALL LETTER BETA}")
    (citation,) = cite([hostile], "vancouver")

    assert "a \\*b\\* \\[c\\](d) \\<script\\> {\\\\rtf} & \\|β" in as_markdown(citation)
    assert "&lt;script&gt; {\\rtf} &amp; |β" in as_html_document([citation])
    assert "<script> \\{\\\\rtf\\} & |\\u946?" in as_rtf([citation])


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_an_rtf_document_is_balanced_ascii(title: str) -> None:
    """Whatever the title is, the document is ASCII and its groups close."""
    text = as_rtf(cite([Reference(id="x", title=title)], "apa"))
    bare = re.sub(r"\\[\\{}]", "", text)

    assert text.isascii()
    assert bare.count("{") == bare.count("}")


def test_a_link_is_a_title_and_a_safe_address(article: Reference) -> None:
    """The DOI is encoded within the address; an address that is none of the web is no link."""
    odd = replace(article, title="A [rare] case", doi="10.1002/(SICI)1097-0142(19960101)77:1<1::AID-CNCR1>3.0.CO;2-#")
    local = Reference(id="x", title="T", url="javascript:alert(1)")

    assert (
        "[A \\[rare\\] case](https://doi.org/10.1002/%28SICI%291097-0142%2819960101%2977:1%3C1::AID-CNCR1%3E3.0.CO;2-%23)"
    ) == as_markdown_link(odd)
    assert "T" == as_markdown_link(local)
