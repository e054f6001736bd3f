"""The query language: any text is a query or an error that points at a column; what is said back is what is meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import QueryError
from store.query import (
    And,
    Is,
    Named,
    Node,
    Not,
    Or,
    Pair,
    Text,
    Word,
    Years,
    describe,
    exclude,
    keep_prefix,
    narrow,
    parse,
    quote,
)
from store.query.editing import write

PIECES = st.sampled_from(
    [
        '"',
        "(",
        ")",
        "-",
        "OR",
        "AND",
        "NOT",
        "*",
        " ",
        "gene:",
        "mood:",
        'mood:"a',
        "year:",
        "is:",
        "title:",
        "2020..2021",
        "alk",
        "ALK-re",
        ":",
        "~",
        "~s",
        "gene:alk ~ drug:*",
        "é",
        "肿瘤",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join)
)


def _text(*words: str, prefix: bool = False) -> Text:
    return Text(tuple(Word(word, prefix and word == words[-1]) for word in words))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("lung -kidney", And((_text("lung"), Not(_text("kidney"))))),
        ("lung OR pleura ALK", Or((_text("lung"), And((_text("pleura"), _text("alk")))))),
        ("ALK-rearranged", _text("alk", "rearranged")),
        ("TNF-α", _text("tnf", "alpha")),
        ("metast*", _text("metast", prefix=True)),
        ('"brain met* disease"', Text((Word("brain"), Word("met", True), Word("disease")))),
        ("title:neoplasm", Text((Word("neoplasm"),), "title")),
        ("gene:ALK", Named("gene", "ALK")),
        ('drug:"alectinib hydrochloride"', Named("chemical", "alectinib hydrochloride")),
        ("gene:al*", Named("gene", "al", prefix=True)),
        ("gene:*", Named("gene", "*")),
        ("ncbigene:238", Named("", "ncbigene:238")),
        ("MESH:d009369", Named("", "mesh:D009369")),
        ("mesh:D0093*", Named("", "mesh:D0093", prefix=True)),
        ("10.1002/cnr2*", Is("id", "10.1002/cnr2", prefix=True)),
        ("year:2020..2026", Years(2020, 2026)),
        ("year:2024", Years(2024, 2024)),
        ("year:>=2020", Years(2020, None)),
        ("year:<2020", Years(None, 2019)),
        ("id:PMC12893846", Is("id", "PMC12893846")),
        ("10.1002/cnr2.70489", Is("id", "10.1002/cnr2.70489")),
        ("import:last", Is("import", "last")),
        ("-(a OR b)", Not(Or((_text("a"), _text("b"))))),
        ("Case Report: a tumor", And((_text("case"), _text("report"), _text("a"), _text("tumor")))),
        ("(ALK)-positive", And((_text("alk"), _text("positive")))),
        ("OR", _text("or")),
        ("cell-type:T", Or((Named("cell type", "T"), _text("cell", "type", "t")))),
        ('biomarker:"PD L1*"', Or((Named("biomarker", "PD L1", True), _text("biomarker", "pd", "l1", prefix=True)))),
        ("biomarker:* lung", And((Or((Named("biomarker", "*"), _text("biomarker"))), _text("lung")))),
        ("biomarker:x ~ drug:*", Pair((Named("biomarker", "x"),), (Named("chemical", "*"),))),
        ("gene:ALK ~ drug:*", Pair((Named("gene", "ALK"),), (Named("chemical", "*"),))),
        ("gene:ALK~f drug:al*", Pair((Named("gene", "ALK"),), (Named("chemical", "al", True),), "finding")),
        ("ncbigene:238 ~sentence *", Pair((Named("", "ncbigene:238"),), (Named("", "*"),), "sentence")),
        ('"brain met*" ~ D009369', Pair((Named("", "brain met", True),), (Named("", "D009369"),))),
        (
            "lung (gene:A OR gene:B) ~s * -x",
            And(
                (
                    _text("lung"),
                    Pair((Named("gene", "A"), Named("gene", "B")), (Named("", "*"),), "sentence"),
                    Not(_text("x")),
                )
            ),
        ),
        ("gene:ALK~cell-type:*", Pair((Named("gene", "ALK"),), (Named("cell type", "*"),))),
        ("gene:ALK ~ncbigene:1", Pair((Named("gene", "ALK"),), (Named("", "ncbigene:1"),))),
        ("-gene:A ~ gene:B", Not(Pair((Named("gene", "A"),), (Named("gene", "B"),)))),
        ("a ~5cm b", And((_text("a"), _text("5cm"), _text("b")))),
        ("“brain metastasis” lung", And((_text("brain", "metastasis"), _text("lung")))),
        ("author:“van der Berg”", Is("author", "van der Berg")),
        ("„brain met*“ ~ drug:*", Pair((Named("", "brain met", True),), (Named("chemical", "*"),))),
        ("a “b c", And((_text("a"), _text("b"), _text("c")))),
    ],
)
def test_what_a_text_means(text: str, node: object) -> None:
    """The documented forms parse to what they mean."""
    assert node == parse(text).node


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('lung "open', 5),
        ("a (b", 2),
        ("a b)", 3),
        ("gene:", 5),
        ("a year:x", 7),
        ("is:nothing", 3),
        ("year:2026..2020", 5),
        ("~ gene:ALK", 0),
        ("lung ~ gene:ALK", 5),
        ("gene:ALK ~", 10),
        ("gene:ALK ~s lung x", 12),
        ("gene:A ~ gene:B ~ gene:C", 16),
        ("gene:A ~ (gene:B OR lung)", 9),
        ("gene:A ~x gene:B", 7),
        ("gene:(A OR B)", 5),
    ],
)
def test_errors_point_at_the_column(text: str, column: int) -> None:
    """A query that does not parse says where."""
    with pytest.raises(QueryError) as caught:
        parse(text)

    assert column == caught.value.column


@given(TEXTS)
@example('\'; DROP TABLE papers;-- "NEAR(a b, 2)" AND OR NOT col:x * ^ ( " -')
def test_any_text_is_a_query_or_a_pointed_error(text: str) -> None:
    """Nothing crashes the parser, and an error points into the text or at its end."""
    for typing in (False, True):
        try:
            query = parse(text, typing=typing)
        except QueryError as error:
            assert 0 <= error.column <= len(text)
        else:
            assert isinstance(describe(query), str)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("gene:ALK ~", 'gene:"ALK"'),
        ("gene:ALK ~ chem", 'gene:"ALK"'),
        ("gene:ALK ~s chemical:al", "gene:ALK ~s chemical:al*"),
        ("gene:ALK ~ chemical:* -lung", "gene:ALK ~ chemical:* -lung*"),
        ('gene:ALK ~ "brain', 'gene:"ALK" ~ entity:"brain*"'),
    ],
)
def test_a_pair_that_is_being_typed(typed: str, kept: str) -> None:
    """Until its other side makes sense it is the one side; what is kept finds what was found while typing."""
    assert kept == keep_prefix(typed)


def test_a_pair_in_words() -> None:
    """What is said back names both sides and how near."""
    assert "gene ALK with any chemical in one case" == describe("gene:ALK ~ drug:*")
    assert "(gene A or gene B) with any entity in one sentence" == describe("(gene:A OR gene:B) ~s *")


def test_what_is_said_back_can_be_read_in_one_way() -> None:
    """Any entity is said so, and a pair inside something else stands in brackets."""
    assert "any gene and “lung”" == describe("gene:* lung")
    assert "(gene A with gene B in one case) or “lung”" == describe("(gene:A ~ gene:B) OR lung")
    assert "not (gene A with gene B in one case)" == describe("-gene:A ~ gene:B")


@given(TEXTS)
@example("PMC123 lung")
@example("D009369")
@example("in:* OR tag:x")
@example("biomarker:PD-L1 OR gene:*")
@example("mesh:D0093* 10.1234/x*")
@example('“a "b” ~ gene:x')
def test_what_is_written_means_what_it_was_written_from(text: str) -> None:
    """A query that is written anew asks for the same."""
    try:
        node = parse(text).node
    except QueryError:
        return

    assert _flat(node) == _flat(parse(write(node)).node)


def _flat(node: Node) -> Node:
    """The node without parts of a kind inside one another: `(a b) c` asks for what `a b c` asks for."""
    match node:
        case And() | Or():
            parts = [_flat(inner) for inner in node.nodes]
            return type(node)(
                tuple(one for part in parts for one in (part.nodes if type(part) is type(node) else (part,)))
            )
        case Not():
            return Not(_flat(node.node))
    return node


@given(TEXTS)
def test_what_is_kept_parses(text: str) -> None:
    """A query that was being typed can be kept, whatever it is."""
    parse(keep_prefix(text))


@given(
    TEXTS,
    st.sampled_from(["gene:ALK", "gene:A ~s drug:*", "entity:mesh:D009369", 'disease:"lung cancer"', "year:2020"]),
)
def test_narrowing_and_excluding_add_what_they_say(text: str, term: str) -> None:
    """A narrowed query holds the term as one of its parts, an excluded one its opposite."""
    try:
        parse(text)
    except QueryError:
        return

    assert parse(term).node in parse(narrow(text, term)).parts()
    assert Not(parse(term).node) in parse(exclude(text, term)).parts()
    assert parse(term).node not in parse(exclude(narrow("", term), term)).parts()


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and '"' not in text and text.strip() != "*"))
def test_a_quoted_value_is_the_value(value: str) -> None:
    """Anything found in the data can be put after a field."""
    node = parse(f"gene:{quote(value)}").node

    assert not isinstance(node, Named) or " ".join(node.value.split()) == " ".join(value.strip().rstrip("*").split())


def test_a_pasted_title_is_found_while_typing() -> None:
    """Signs of the query language in a title that is pasted do not hide the case."""
    title = '\'; DROP TABLE papers;-- "NEAR(a b, 2)" AND OR NOT col:x * ^ ( " -'
    node = parse(title, typing=True).node
    wanted = [Word(word) for word in ["drop", "table", "papers", "near", "a", "b", "2", "and", "or", "not", "col", "x"]]
    texts = [node] if isinstance(node, Text) else list(node.nodes)  # type: ignore[union-attr]

    assert any(isinstance(text, Text) and list(text.words) == wanted and text.where == "title" for text in texts)
