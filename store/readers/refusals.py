"""What is no case: binary formats by their first bytes, other text formats by their first line.

The signatures are those of the formats' own specifications; the list holds what is likely to be met with the suffix of
a case file.
"""

from __future__ import annotations

import re

from store.errors import RejectedError
from store.readers.several import another_case, may_hold_several

_SIGNATURES = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"RIFF", "a media file"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\0asm", "a program"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)
_BEGINNINGS = tuple(signature for signature, _ in _SIGNATURES)
_TAR_MAGIC = slice(257, 262)
_SAMPLE = 4096
_BINARY_SHARE = 0.1
"""Above this share of control characters a file is no text."""
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])

_FIRST_LINES = (
    (re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta|script|div|p|h1|center)\b", re.IGNORECASE), "HTML"),
    (re.compile(r"<\?xml|<!DOCTYPE|<[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>"), "XML"),
    (re.compile(r"[{\[]\s*[\"{\[]|[{\[]\s*[}\]]\s*$"), "JSON (an export of Rounds must be named .json)"),
    (re.compile(r"TY  ?- "), "an RIS citation file"),
    (re.compile(r"(?:PMID|OWN|DCOM|STAT) ?- "), "a PubMed (nbib) citation file"),
    (re.compile(r"%[0A-Z] "), "an EndNote citation file"),
    (re.compile(r"(?:FN |PT [JBSP]\b)"), "a Web of Science citation file"),
    (re.compile(r"@[A-Za-z]+\s*[{(]"), "a BibTeX citation file"),
    (re.compile(r"\d+\|[ta]\|"), "a PubTator file"),
    (re.compile(r"\\documentclass|\\begin\{|%\s*!TEX"), "a LaTeX document"),
    (re.compile(r"#!\s*/|#!\S*(?:env|sh|python)"), "a script"),
    (re.compile(r"(?:MIME-Version|Content-Type|Received|Return-Path|Message-ID):", re.IGNORECASE), "a mail message"),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key or a certificate"),
    (re.compile(r"version https://git-lfs"), "a Git LFS pointer"),
)
_BLANK = re.compile(r"\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_LINE_LOOKED_AT = 500
_BETWEEN = "<!-- next case -->"
_BETWEEN_CASES = re.compile(rf"^{_BETWEEN}[ \t]*$", re.MULTILINE)


def refuse_binary(data: bytes) -> None:
    """Raise `RejectedError` where `data` is empty or begins as no text does."""
    if not data:
        raise RejectedError("the file is empty", line=1)
    if data.startswith(_BEGINNINGS):
        what = next(what for signature, what in _SIGNATURES if data.startswith(signature))
        raise RejectedError(f"{what}, not text", line=1)
    if data[_TAR_MAGIC] == b"ustar" and b"\0" in data[: _TAR_MAGIC.start]:  # a text may say the word there as well
        raise RejectedError("a tar archive, not text", line=1)
    sample = data[:_SAMPLE]
    if _may_be_wide(sample):
        return
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _BINARY_SHARE * len(sample) and len(sample) > 16:
        raise RejectedError("binary data, not text", line=1)


def _may_be_wide(sample: bytes) -> bool:
    """Whether the zero bytes of `sample` stand as in UTF-16 or UTF-32."""
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample[:4] == b"\0\0\xfe\xff":
        return True
    if b"\0" not in sample:
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.2 * len(sample) and min(even, odd) * 4 < max(even, odd)


def refuse_format(text: str) -> None:
    """Raise `RejectedError` where `text` is blank or its first line is that of another text format."""
    start = _after(_BLANK, text, 0)
    if start == len(text):
        raise RejectedError("the file holds nothing but white space", line=1)
    while text.startswith("<!--", start) and (after := _after(_COMMENT, text, start)) > start:
        start = after
    first = text[start : start + _LINE_LOOKED_AT]
    if first[:1] == "#" and first[1:2] != "!":
        return
    for pattern, what in _FIRST_LINES:
        if pattern.match(first):
            raise RejectedError(f"{what}, not a case", line=text.count("\n", 0, start) + 1)


def refuse_several(text: str) -> None:
    """Raise `RejectedError` where `text` holds several cases, with the line that an export writes between or not."""
    between = _BETWEEN_CASES.search(text) if _BETWEEN in text else None
    if between:
        line = text.count("\n", 0, between.start()) + 1
    elif may_hold_several(text) and (begin := another_case(data := text.encode())) >= 0:
        line = data.count(b"\n", 0, begin) + 1
    else:
        return
    raise RejectedError("another case begins here: import this file by its name, and they are taken apart", line=line)


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
