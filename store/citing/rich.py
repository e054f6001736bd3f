"""Citations with their type faces: Markdown, HTML, RTF."""

from __future__ import annotations

from collections.abc import Sequence

from store.citing.marked import Run
from store.citing.rendering import Citation


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


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_html(citation: Citation) -> str:
    """The citation as HTML, for the inside of a paragraph."""
    return "".join(_html_run(run) for run in citation.runs)


def _html_run(run: Run) -> str:
    text = _escape(run.text)
    if run.small_caps:
        text = f'<span style="font-variant: small-caps">{text}</span>'
    if run.position:
        tag = "sup" if run.position == "super" else "sub"
        text = f"<{tag}>{text}</{tag}>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if run.italic else text


def as_html_document(citations: Sequence[Citation]) -> str:
    """A whole page, a paragraph for each citation."""
    body = "\n".join(f"<p>{as_html(citation)}</p>" for citation in citations)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>References</title></head>\n'
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
