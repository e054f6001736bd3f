"""Bytes become text: encodings, line ends, and what is said where they were odd."""

from __future__ import annotations

import codecs

import pytest

from store.errors import RejectedError
from store.readers.decoding import MAX_BYTES, decode
from store.text import is_clean
from tests.reader.case_texts import TITLE, case_text, read, read_with_notices

PLAIN = case_text(abstract="Ångström and β‐catenin.")


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_wide_encodings(codec: str, mark: bytes) -> None:
    """UTF-16 and UTF-32 are read as what they are, with a notice that names them."""
    case, notices = read_with_notices(mark + PLAIN.encode(codec))

    assert case == read(PLAIN)
    assert len(notices) == 1
    assert "UTF-" in notices[0].message


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\r\r\n"])
def test_line_ends(ends: str) -> None:
    """Every convention gives the same case, without a word."""
    assert read(PLAIN.replace("\n", ends)) == read(PLAIN)


def test_byte_order_mark_is_no_text() -> None:
    """A UTF-8 byte order mark is dropped."""
    assert read(codecs.BOM_UTF8 + PLAIN.encode()) == read(PLAIN)


def test_windows_1252() -> None:
    """A text without any UTF-8 is read as Windows-1252, and says from which byte on."""
    case, notices = read_with_notices(case_text(title="# Café – “one”").encode("cp1252"))

    assert case.title == "Café – “one”"
    assert [notice.line for notice in notices] == [1]
    assert "byte 5" in notices[0].message


def test_stray_bytes_are_replaced_and_counted() -> None:
    """In a UTF-8 text bad bytes become U+FFFD, as many as are told; all else stays."""
    data = PLAIN.encode().replace(b"short", b"sh\xffor\xfet")
    case, notices = read_with_notices(data)

    assert case.tldr == "A sh\ufffdor\ufffdt summary."
    assert len(notices) == 1
    assert notices[0].message.startswith("2 bytes")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("# Случай лихорадки у ребёнка", "koi8-r"),
        ("# Случай лихорадки у ребёнка", "cp1251"),
        ("# 一名儿童的发热病例报告", "gb18030"),
        ("# 小児の発熱の症例報告", "shift_jis"),
    ],
)
def test_encodings_that_cannot_be_told_are_refused(text: str, codec: str) -> None:
    """Rather no case than letters that nobody wrote."""
    with pytest.raises(RejectedError, match="not UTF-8"):
        decode(f"{text} {text}".encode(codec))


def test_control_characters_are_replaced_and_named_by_line() -> None:
    """A notice for each line that held some; nothing behind them is lost."""
    case, notices = read_with_notices(case_text(tldr="A \x1b[31mred\x00 one.", abstract="\x07 bell"))

    assert case.tldr == "A \ufffd[31mred\ufffd one."
    assert [notice.line for notice in notices] == [9, 18]


def test_bidirectional_controls_are_made_visible() -> None:
    """An override cannot reorder what is shown."""
    case, notices = read_with_notices(case_text(title="# Invoice \u202egpj.exe"))

    assert case.title == "Invoice ⟦RLO⟧gpj.exe"
    assert [notice.line for notice in notices] == [1]


def test_many_odd_lines_are_told_in_few_words() -> None:
    """A file of garbage does not fill the report."""
    notices = decode(b"# T\n" + b"a plain word\x01\n" * 5000)[1]

    assert len(notices) < 10
    assert "4994 more" in notices[-1].message


def test_line_separators_do_not_shift_lines() -> None:
    """U+2028 is white space, so that the numbers in notices are those of the file."""
    case, notices = read_with_notices(case_text(tldr="one\u2028two", ids="PMC · 2020-13-01"))

    assert case.tldr == "one two"
    assert [notice.line for notice in notices] == [5]


def test_all_text_is_clean() -> None:
    """What decoding gives may go to a terminal."""
    odd = bytes(range(1, 128)) + b"plain words " * 50 + "\u200b\u202e\ufdd0e\u0301".encode()

    assert is_clean(decode(odd)[0])


def test_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused; the reason states it, and a variable raises it."""
    with pytest.raises(RejectedError, match="20,000,000"):
        decode(b" " * (MAX_BYTES + 1))
    monkeypatch.setenv("ROUNDS_MAX_FILE_BYTES", "100")
    with pytest.raises(RejectedError, match="limit of 100 "):
        decode(PLAIN.encode())


def test_title_survives_a_cut_in_a_character() -> None:
    """A file cut short inside a letter is read up to there."""
    case, notices = read_with_notices(f"# {TITLE} é\n\n## Abstract\n\nEnds in é".encode()[:-1])

    assert case.title == f"{TITLE} é"
    assert case.abstract == ("Ends in \ufffd",)
    assert notices
