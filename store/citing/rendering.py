"""Citations: references in a style, in order, each once, numbered where the style numbers."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.citing.marked import Run, plain, runs_of
from store.citing.reference import Reference
from store.citing.styles import STYLES, Style
from store.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as a style prints it."""

    id: str
    text: str
    """The whole citation as plain text, its number included."""
    runs: tuple[Run, ...]
    """The same text with its type faces."""
    number: int | None = None


def style_named(name: str) -> Style:
    """The style of that name, also by its CSL name. Raises `NotFoundError` that lists the names there are."""
    key = name.strip().lower()
    if found := STYLES.get(key) or next((style for style in STYLES.values() if style.csl == key), None):
        return found
    raise NotFoundError(f"There is no built-in style “{key}”.", f"Built in are {', '.join(STYLES)}.")


def cite(references: Sequence[Reference], style: str, *, numbered: bool | None = None) -> list[Citation]:
    """The citations of `references` in a built-in style.

    A work that is given twice is cited once. A numbered style keeps the order, an alphabetical one sorts. `numbered`
    None numbers where the style does and there are several. Raises `NotFoundError` for a style that is not built in.
    """
    chosen = style_named(style)
    works = distinct(references)
    if not chosen.numbered:
        works.sort(key=chosen.sort_key)
    if numbered is None:
        numbered = chosen.numbered and len(works) > 1
    return [_citation(work, chosen, place if numbered else None) for place, work in enumerate(works, 1)]


def _citation(reference: Reference, style: Style, number: int | None) -> Citation:
    marked = style.entry(reference)
    if number is not None:
        marked = style.number.format(number) + marked
    return Citation(reference.id, plain(marked, style.quotes), runs_of(marked, style.quotes), number)


def distinct(references: Iterable[Reference]) -> list[Reference]:
    """`references` without those that name a work again: by id, DOI, PubMed id or PMC id."""
    seen: set[str] = set()
    works: list[Reference] = []
    for reference in references:
        keys = {
            f"{kind}:{value.casefold()}"
            for kind, value in (
                ("id", reference.id),
                ("doi", reference.doi),
                ("pubmed", reference.pmid),
                ("pmc", reference.pmcid),
            )
            if value
        }
        if seen.isdisjoint(keys):
            works.append(reference)
        seen |= keys
    return works


def as_markdown(citation: Citation) -> str:
    """The citation as CommonMark, its type faces kept and its characters escaped."""
    return "".join(_markdown_run(run) for run in citation.runs)


_MARKDOWN_SPECIAL = str.maketrans({character: "\\" + character for character in "\\`*_[]<>#|~"})


def _markdown_run(run: Run) -> str:
    text = run.text.translate(_MARKDOWN_SPECIAL)
    bare = text.strip(" ")
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    if run.bold:
        bare = f"**{bare}**"
    if run.italic:
        bare = f"*{bare}*"
    if run.position:
        tag = "sup" if run.position == "super" else "sub"
        bare = f"<{tag}>{bare}</{tag}>"
    return before + bare + after


def as_html(citation: Citation) -> str:
    """The citation as HTML, for the inside of a paragraph."""
    return "".join(_html_run(run) for run in citation.runs)


def _html_run(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    if run.small_caps:
        text = f'<span style="font-variant: small-caps">{text}</span>'
    if run.position:
        tag = "sup" if run.position == "super" else "sub"
        text = f"<{tag}>{text}</{tag}>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if run.italic else text


def as_html_document(citations: Sequence[Citation], title: str = "References") -> str:
    """A whole page, a paragraph for each citation."""
    body = "\n".join(f"<p>{as_html(citation)}</p>" for citation in citations)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{html.escape(title)}</title></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def as_rtf(citations: Sequence[Citation]) -> str:
    """A document of Rich Text Format 1.9, in ASCII, a paragraph for each citation."""
    body = "".join(f"{''.join(map(_rtf_run, citation.runs))}\\par\n" for citation in citations)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}\\f0\\fs24\n{body}}}\n"


def _rtf_run(run: Run) -> str:
    switches = "".join(
        switch
        for switch, wanted in (
            ("\\i", run.italic),
            ("\\b", run.bold),
            ("\\super", run.position == "super"),
            ("\\sub", run.position == "sub"),
            ("\\scaps", run.small_caps),
        )
        if wanted
    )
    text = "".join(map(_rtf_character, run.text))
    return f"{{{switches} {text}}}" if switches else text


def _rtf_character(character: str) -> str:
    if character in "\\{}":
        return "\\" + character
    if " " <= character <= "~":
        return character
    if character == "\n":
        return "\\line "
    units = character.encode("utf-16-le", "surrogatepass")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2))
