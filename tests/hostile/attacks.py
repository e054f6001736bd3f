"""Texts that try to act on a terminal, on a program that reads them, on a file system; and cases full of them."""

from __future__ import annotations

from hypothesis import strategies as st

ESC = "\x1b"
STOLEN = "U1RPTEVO"
"""What the attacks want to put on the clipboard, in base64; `STOLEN` in words."""

SEQUENCES = (
    f"{ESC}]52;c;{STOLEN}\x07",
    f"{ESC}]52;p;{STOLEN}{ESC}\\",
    f"\x9d52;c;{STOLEN}\x9c",
    f"{ESC}]0;OWNED\x07",
    f"{ESC}]2;OWNED{ESC}\\",
    f"{ESC}]8;;http://evil.example{ESC}\\x{ESC}]8;;{ESC}\\",
    f"{ESC}]1337;File=:{STOLEN}\x07",
    f"{ESC}]4;0;rgb:ff/00/00\x07",
    f"{ESC}]50;#1\x07",
    f"{ESC}[2J{ESC}[H{ESC}[31m{ESC}[?1049l",
    f"{ESC}[21t{ESC}[5n{ESC}[c{ESC}[>c{ESC}[6n",
    f"{ESC}c{ESC}#8{ESC}(0{ESC}7{ESC}8",
    f"{ESC}P+q544e{ESC}\\",
    f'{ESC}P$q"p{ESC}\\',
    f"{ESC}Ptmux;{ESC}{ESC}]52;c;{STOLEN}\x07{ESC}\\",
    f"{ESC}_Ga=T;{STOLEN}{ESC}\\",
    f"{ESC}^private{ESC}\\{ESC}Xstart{ESC}\\",
    "\x9b31m\x9b2J\x90q\x9c\x9fa\x9c\x9ep\x9c\x98s\x9c",
    "nul\x00 bell\x07 back\x08 delete\x7f next\x85",
    "one\x01 two\x05 vertical\x0b form\x0c shift\x0e",
    "out\x0f on\x11 off\x13 cancel\x18 substitute\x1a record\x1e",
    "over\rwritten\x08\x08\x08",
)
"""Control characters and the sequences they begin."""

UNICODE = (
    "\u202egnp.exe\u202c\u2066x\u2069\u2067y\u2068z\u2069\u202a\u202b\u202d",
    "a\u200bb\u200ec\u200fd\u2060e\ufefff\u00adg\u061ch",
    "\u2028line\u2029paragraph",
    "tag\U000e0001\U000e0065\U000e006e\U000e007f",
    "variation\ufe0f\ufe0e\U000e0100\U000e0101",
    "pile" + "\u0301\u0489\u20dd\u0334" * 20,
    "\u0301begins with a mark",
    "\ufffe\uffff\ufdd0\U0001fffe",
    "\ufff9ruby\ufffatext\ufffb",
    "👩\u200d👩\u200d👧\u200d👦 e\u200cf",
    "ΐ ﬃ ǰ İ ß ŉ",
    "ﷺ" * 3 + "𒐫" * 3,
)
"""Hidden, turning and piling characters."""

MARKUP = (
    "[bold red]markup[/] [@click=app.quit]x[/] [/] ERBB2 [HER2/neu] [/b] p [/] q [$accent] [link=http://e]l[/link]",
    "[click](javascript:alert(1)) ![i](file:///etc/passwd) <script>alert(1)</script> <!-- next case --> `x` **b**",
    "%s%n%d {0} {title} {__class__} {{}} $HOME $(id) `id` ${x} %(name)s",
    "&lt;b&gt; &#27;]52; \\u001b]52; \\x1b[31m \\033[31m ^[[31m",
)

SPREADSHEET = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "|x",
    "%x",
)
RECORDS = (
    "x}, note={pwned}, y={",
    "x} @comment{ @string{a = {b}} @preamble{\\input{/etc/passwd}}",
    'x", note = "pwned" # y',
    "\\input{/etc/passwd} \\write18{id} $x$ 50% & # _ ^ ~ \\",
    "x\nER  - \n\nTY  - JOUR\nTI  - second\nER  - ",
    "x\r\n\r\nPMID- 1\r\nTI  - second",
    "x\n%0 Journal Article\n%T second",
    '"},{"id":"second","title":"',
    "*/ --> ]]> </i> {\\rtf1 \\'41 \\field}",
)
PATHS = ("../../evil", "/etc/evil", "-rf", "--help", "~root", "CON", "a/b\\c:d*e?f|g", ".", "..", "x" * 300)

ATTACKS = (*SEQUENCES, *UNICODE, *MARKUP, *SPREADSHEET, *RECORDS, *PATHS[:7])

_PIECES = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(st.characters(max_codepoint=0x9F), max_size=6),
    st.text(st.characters(categories=["Cf", "Mn", "Me", "Zl", "Zp", "Zs", "Cc"]), max_size=8),
    st.builds(
        "{}[{}{}".format, st.just(ESC), st.text("0123456789;:<=>?", max_size=5), st.sampled_from("@ABHJKmhlnqtcu")
    ),
    st.builds(
        "{}{};{}{}".format,
        st.sampled_from([f"{ESC}]", f"{ESC}P", f"{ESC}_", f"{ESC}^", f"{ESC}X", "\x9d", "\x90"]),
        st.sampled_from(["0", "2", "8", "9", "52", "52;c", "777;notify", "1337"]),
        st.text(max_size=8),
        st.sampled_from(["\x07", f"{ESC}\\", "\x9c", ""]),
    ),
    st.text(max_size=12),
)
TEXTS = st.lists(_PIECES, min_size=1, max_size=5).map("".join)
"""Hostile texts, made anew."""
LINES = TEXTS.map(lambda text: " ".join(text.split()) or "x")
"""The same without line ends of ASCII, as they can stand in one line of a file."""


def hostile_case(attack: str, number: int = 1) -> str:
    """A case file with `attack` in every field that it has."""
    one = " ".join(attack.split("\n")).replace("\r", " ")
    return f"""# Hostile {number} {one}

**Authors:** Mal {one} Ory, Ada {one}

PMC · DOI: 10.5555/hostile.{number} · PMID: {9_000_000 + number} · Journal {one} · 2024-01-02

## TL;DR

Told {one}

## Contribution

Given {one}

## Key findings

- Found {one}
- EVIL{one} again

## Abstract

First {one}

Second {attack}

## Linked entities

- **Proteins:** EVIL{one}

## Full-text entities

- **Genes:** EVIL{one} (described {one}) [NCBI Gene {600 + number}] {{aka ALIAS{one}, EVL}}, EVIL (x) [NCBI Gene 666]
- **Odd{one}:** THING{one} ({one}), EVIL2 (MESH:D00000{number % 10})
- **Species:** human {one} (taxon 9606)

## Odd {one}

Text {attack}

## Full text

The body {attack}

## Figures

- Figure 1 {one}
- Figure 2 {one}

## References

1. Reference {one}
2. Reference {one}

---
Source: https://example.org/{one}/PMC{7_000_000 + number}
"""


def encoded(text: str) -> bytes:
    """`text` as a file holds it, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


def hostile_files() -> dict[str, bytes]:
    """A case file for each attack, and one with all of them, by names of files that can be made anywhere."""
    files = {f"attack{number:02}.md": encoded(hostile_case(attack, number)) for number, attack in enumerate(ATTACKS, 1)}
    return files | {"attack00.md": encoded(hostile_case(" ".join(ATTACKS), 99))}
