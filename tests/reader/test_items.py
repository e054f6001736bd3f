"""Entity lists: kinds, items, names, descriptions, aliases, ids."""

from __future__ import annotations

import pytest

from store.readers.entity_lists import kind_of
from tests.reader.case_texts import case_text, mentions_of, read, read_with_notices


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Genes", "gene"),
        ("Species", "species"),
        ("Diseases", "disease"),
        ("Cell lines", "cell line"),
        ("Phenotypes", "phenotype"),
        ("Viruses", "virus"),
        ("Therapies", "therapy"),
        ("Biomass", "biomass"),
        ("Diagnoses", "diagnosis"),
        ("Anatomy", "anatomy"),
        ("Patches", "patch"),
        ("Genus", "genus"),
        ("基因", "基因"),
        ("  Gene  symbols ", "gene symbol"),
    ],
)
def test_kinds(label: str, kind: str) -> None:
    """The label in the singular, in lower case, also of kinds that nobody has seen yet."""
    assert kind_of(label) == kind


@pytest.mark.parametrize(
    ("item", "name", "description", "curies"),
    [
        ("ALK (a kinase) [NCBI Gene 238]", "ALK", "a kinase", ("ncbigene:238",)),
        ("ALK [NCBI Gene 238]", "ALK", None, ("ncbigene:238",)),
        ("ALK (a kinase (of a kind), found) [NCBI Gene 238]", "ALK", "a kinase (of a kind), found", ("ncbigene:238",)),
        ("NQO1 (NAD(P)H dehydrogenase 1) [NCBI Gene 1728]", "NQO1", "NAD(P)H dehydrogenase 1", ("ncbigene:1728",)),
        ("fever (MESH:D005334)", "fever", None, ("mesh:D005334",)),
        ("(+)-catechin (hydrate) [x] (MESH:D002392)", "(+)-catechin (hydrate) [x]", None, ("mesh:D002392",)),
        ("1,2-dichloroethane (MESH:C024565)", "1,2-dichloroethane", None, ("mesh:C024565",)),
        ("aspirin (PubChem CID 2244)", "aspirin", None, ("pubchem.compound:2244",)),
        ("human (taxon:9606)", "human", None, ("ncbitaxon:9606",)),
        ("Homo sapiens (human, species) [taxon 9606]", "Homo sapiens", "human, species", ("ncbitaxon:9606",)),
        ("HeLa (CVCL_0030)", "HeLa", None, ("cellosaurus:CVCL_0030",)),
        ("V600E (rs113488022)", "V600E", None, ("dbsnp:rs113488022",)),
        ("a pathway (KEGG:hsa04010)", "a pathway", None, ("kegg:hsa04010",)),
        ("left arm (UBERON:0000915)", "left arm", None, ("uberon:0000915",)),
        ("ataxia (HP:0001251)", "ataxia", None, ("hp:0001251",)),
        ("ALK [NCBI Gene: 238]", "ALK", None, ("ncbigene:238",)),
        ("ALK [Gene ID: 238]", "ALK", None, ("ncbigene:238",)),
        ("fever (MeSH ID: D005334)", "fever", None, ("mesh:D005334",)),
        ("both (MESH:D005334, MESH:D009369)", "both", None, ("mesh:D005334", "mesh:D009369")),
        ("both (MESH:D005334) (OMIM:123456)", "both", None, ("mesh:D005334", "omim:123456")),
        ("both (words) (MESH:D005334) [NCBI Gene 5]", "both (words)", None, ("mesh:D005334", "ncbigene:5")),
        ("K562 [Cellosaurus CVCL_0004]", "K562", None, ("cellosaurus:CVCL_0004",)),
        ("K562 (RRID: CVCL_0004)", "K562", None, ("cellosaurus:CVCL_0004",)),
        ("ALK [HGNC ID: 427]", "ALK", None, ("hgnc:427",)),
        ("ALK (UniProtKB/Swiss-Prot: Q9UM73)", "ALK", None, ("uniprot:Q9UM73",)),
        ("V600E (dbSNP: 113488022)", "V600E", None, ("dbsnp:rs113488022",)),
        ("ataxia [HPO HP:0001251]", "ataxia", None, ("hp:0001251",)),
        ("water [ChEBI ID: CHEBI:15377]", "water", None, ("chebi:15377",)),
        ("ataxia (MIM# 123456)", "ataxia", None, ("omim:123456",)),
        ("human [NCBI:txid9606]", "human", None, ("ncbitaxon:9606",)),
        ("aspirin (CAS Registry Number 50-78-2)", "aspirin", None, ("cas:50-78-2",)),
        ("lung cancer [ICD-10: C34.1]", "lung cancer", None, ("icd10:C34.1",)),
        ("ALK [NCBI Gene 238 / HGNC:427]", "ALK", None, ("ncbigene:238", "hgnc:427")),
        ("ALK (a kinase) [NCBI Gene 238] [HGNC:427]", "ALK", "a kinase", ("ncbigene:238", "hgnc:427")),
        ("ALK [NCBI Gene 238] (a kinase)", "ALK", "a kinase", ("ncbigene:238",)),
        ("ALK［NCBI Gene 238］（a kinase）", "ALK", "a kinase", ("ncbigene:238",)),
        ("发热（MESH:D005334）", "发热", None, ("mesh:D005334",)),
        ("lung  cancer  (MESH:D008175)", "lung cancer", None, ("mesh:D008175",)),
        ("ALK ( a  kinase ) [NCBI Gene 238]", "ALK", "a kinase", ("ncbigene:238",)),
        ("ALK\u00a0(a\u00a0kinase)\u2009[NCBI\u00a0Gene\u00a0238]", "ALK", "a kinase", ("ncbigene:238",)),
        ("基因（甲）", "基因（甲）", None, ()),
        ("CD34 (CD34 molecule)", "CD34", "CD34 molecule", ()),
        ("poly(I:C)", "poly(I:C)", None, ()),
        ("D(2) dopamine receptor", "D(2) dopamine receptor", None, ()),
        ("p53", "p53", None, ()),
        ("fever (of unknown origin: none)", "fever", "of unknown origin: none", ()),
        ("deletion (c|DEL|12|A)", "deletion", "c|DEL|12|A", ()),
    ],
)
def test_one_item(item: str, name: str, description: str | None, curies: tuple[str, ...]) -> None:
    """The name is all before the last group of ids; square brackets have a description before them."""
    assert mentions_of("Things", item) == [(name, description, curies)]


@pytest.mark.parametrize(
    ("label", "items", "names"),
    [
        ("Genes", "A1 (one, two) [NCBI Gene 1], B2 [NCBI Gene 2], C3 (three) [NCBI Gene 3]", ["A1", "B2", "C3"]),
        ("Genes", "A1 [NCBI Gene 1],B2 [NCBI Gene 2] ; C3 [NCBI Gene 3]", ["A1", "B2", "C3"]),
        ("Genes", "甲（一）［NCBI Gene 1］｛aka 乙｝，丙［NCBI Gene 2］、丁（x）", ["甲", "丙", "丁（x）"]),
        ("Genes", "A1 [NCBI Gene 1] (one) {aka A}, B2 [NCBI Gene 2]", ["A1", "B2"]),
        ("Proteins", "A1 (one), B2 (two), p53", ["A1", "B2", "p53"]),
        ("Proteins", "A1 (one, or another), p53", ["A1", "p53"]),
        ("Genes", "A1 (one), B2 (two) [NCBI Gene 2]", ["A1", "B2"]),
        ("Genes", "A1, B2 (two) [NCBI Gene 2]", ["A1", "B2"]),
        ("Genes", "GATA-4, -5, -6 [NCBI Gene 2]", ["GATA-4, -5, -6"]),
        ("Genes", "A1, Vps26, 29, and 35 [NCBI Gene 2]", ["A1", "Vps26, 29, and 35"]),
        ("Cell lines", "COS-7, HeLa (CVCL_0030)", ["COS-7", "HeLa"]),
        ("Mutations", "rs12, c.5del (c|DEL|5|), V600E (rs113488022)", ["rs12", "c.5del", "V600E"]),
        ("Diseases", "amyloidosis, hereditary systemic 5 (MONDO:0971009)", ["amyloidosis, hereditary systemic 5"]),
        ("Diseases", "fever (MESH:D1), gout, familial, 2 (OMIM:123456)", ["fever", "gout, familial, 2"]),
        ("Chemicals", "sodium, potassium salt (MESH:C000001)", ["sodium, potassium salt"]),
        ("Chemicals", "N,N-dimethylformamide, ethanol", ["N,N-dimethylformamide", "ethanol"]),
        ("Chemicals", "hydroxy-1, 2, 3-trione, ethanol", ["hydroxy-1, 2, 3-trione", "ethanol"]),
        ("Chemicals", "ethanol; methanol; water", ["ethanol", "methanol", "water"]),
        ("Diseases", "fever, cough, and pain", ["fever", "cough", "pain"]),
        ("Diseases", "None", []),
        ("Diseases", "", []),
        ("Diseases", ", , ,", []),
        ("Diseases", "fever (MESH:D005334), , cough", ["fever", "cough"]),
    ],
)
def test_items_of_a_list(label: str, items: str, names: list[str]) -> None:
    """Every item that can be told apart is told apart."""
    assert [name for name, _, _ in mentions_of(label, items)] == names


def test_the_text_decides_about_commas() -> None:
    """Where the text says the whole, it is one name; where it says the parts only, they are items."""
    items = "palpitation, dizziness (MESH:D004244)"

    assert [one[0] for one in mentions_of("Diseases", items)] == ["palpitation, dizziness"]
    assert [one[0] for one in mentions_of("Diseases", items, text="With dizziness came palpitation.")] == [
        "palpitation",
        "dizziness",
    ]
    enumeration = "prostatic, skin, and lung cancer (MESH:D009369)"
    assert [one[0] for one in mentions_of("Diseases", enumeration, text=f"Many {enumeration[:-15]}.")] == [
        "prostatic, skin, and lung cancer"
    ]


@pytest.mark.parametrize(
    ("group", "aliases"),
    [
        ("{aka A, B}", ("A", "B")),
        ("(aka A, B)", ("A", "B")),
        ("{aka }", ()),
        ("{aka}", ()),
        ("{AKA A}", ("A",)),
        ("{aka A (one, two), {x}, B[1, 2]}", ("A (one, two)", "{x}", "B[1, 2]")),
        ("{aka A, , B,}", ("A", "B")),
    ],
)
def test_aliases(group: str, aliases: tuple[str, ...]) -> None:
    """They are cut at the commas outside brackets, and their braces belong together."""
    text = f"- **Genes:** ALK (a kinase) [NCBI Gene 238] {group}, TP53 [NCBI Gene 7157]"
    case = read(case_text(linked=None, entities=text))

    assert [(one.name, one.aliases) for one in case.mentions] == [("ALK", aliases), ("TP53", ())]
    assert case.mentions[0].raw == f"ALK (a kinase) [NCBI Gene 238] {group}"


def test_aliases_without_ids() -> None:
    """An item needs no id to have aliases."""
    case = read(case_text(linked=None, entities="- **Proteins:** p53 (a protein) {aka TP53, P53}, CD34"))

    assert [(one.name, one.description, one.aliases) for one in case.mentions] == [
        ("p53", "a protein", ("TP53", "P53")),
        ("CD34", None, ()),
    ]


@pytest.mark.parametrize(
    ("item", "name", "description"),
    [
        ("A [NCBI Gene 99999999999999999999999]", "A", "NCBI Gene 99999999999999999999999"),
        ("A (a gene) [NCBI Gene abc]", "A", "a gene [NCBI Gene abc]"),
        ("A (MESH:)", "A", "MESH:"),
        ("A [taxon 0]", "A", "taxon 0"),
    ],
)
def test_malformed_ids_are_text(item: str, name: str, description: str) -> None:
    """Kept, with a warning that names the line; the next item is whole."""
    case, notices = read_with_notices(case_text(linked=None, entities=f"- **Things:** {item}, B (MESH:D005334)"))

    assert [(one.name, one.description, one.curies) for one in case.mentions] == [
        (name, description, ()),
        ("B", None, ("mesh:D005334",)),
    ]
    assert [notice.line for notice in notices] == [24]


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ("t(9;22 (MESH:D010677), Ph+) ALL (MESH:D054198)", ["t(9;22", "Ph+) ALL"]),
        ("fever (high, cough, pain", ["fever (high", "cough", "pain"]),
        ("smile :) (MESH:D012906), fever", ["smile :)", "fever"]),
        ("ALK [NCBI Gene 238] {aka A, B, TP53 [NCBI Gene 7157]", ["ALK", "A", "B", "TP53"]),
    ],
)
def test_a_lonely_bracket_swallows_nothing(items: str, names: list[str]) -> None:
    """The other items stay whole, and a warning names the line."""
    case, notices = read_with_notices(case_text(linked=None, entities=f"- **Genes:** {items}"))

    assert [mention.name for mention in case.mentions] == names
    assert len(notices) == 1


@pytest.mark.parametrize(
    "text",
    [
        "- **Genes:** ALK, TP53\n- **Diseases:** fever",
        "* **Genes:** ALK, TP53\n* **Diseases:** fever",
        "- **Genes**: ALK, TP53\n- **Diseases**: fever",
        "- __Genes:__ ALK, TP53\n- __Diseases:__ fever",
        "**Genes:** ALK, TP53\n\n**Diseases:** fever",
        "- Genes: ALK, TP53\n- Diseases: fever",
        "- **Genes:** ALK,\n  TP53\n- **Diseases:** fever",
        "- **Genes:**\n  - ALK\n  - TP53\n- **Diseases:**\n  - fever",
        "### Genes\n\n- ALK\n- TP53\n\n### Diseases\n\n- fever",
    ],
)
def test_forms_of_lists(text: str) -> None:
    """Lists are told in any usual form."""
    case, _ = read_with_notices(case_text(linked=None, entities=text))

    assert [(one.kind, one.name) for one in case.mentions] == [("gene", "ALK"), ("gene", "TP53"), ("disease", "fever")]
    assert [(one.label, one.raw) for one in case.entity_lists] == [("Genes", "ALK, TP53"), ("Diseases", "fever")]


def test_wrapped_lists_are_told() -> None:
    """Joined, with a warning for each line that goes on."""
    _, notices = read_with_notices(case_text(entities="- **Genes:** ALK,\n  TP53\n  [NCBI Gene 7157]"))

    assert [notice.line for notice in notices] == [29, 30]


def test_text_among_lists_is_kept() -> None:
    """Under the heading of its section."""
    case, notices = read_with_notices(case_text(entities="A note on them.\n\n- **Genes:** ALK"))

    assert [(other.heading, other.text) for other in case.other_sections] == [("Full-text entities", "A note on them.")]
    assert len(notices) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ALK [NCBI Gene 238], ROS1 [NCBI Gene 6098].", [("ALK", "ncbigene:238"), ("ROS1", "ncbigene:6098")]),
        ("ALK (NCBI Gene 238), and ROS1 (NCBI Gene 6098)", [("ALK", "ncbigene:238"), ("ROS1", "ncbigene:6098")]),
        ("ALK (NCBI Gene 238) and ROS1 (NCBI Gene 6098)", [("ALK", "ncbigene:238"), ("ROS1", "ncbigene:6098")]),
        ("ALK [NCBI Gene 238] · ROS1 [NCBI Gene 6098]", [("ALK", "ncbigene:238"), ("ROS1", "ncbigene:6098")]),
        ("ALK [[ncbigene:238]], [[ROS1]]", [("ALK", "ncbigene:238"), ("ROS1", "")]),
        ("carcinoma, oral; anemia, mild; ALK", [("carcinoma, oral", ""), ("anemia, mild", ""), ("ALK", "")]),
        ("ALK (a, b; c); ROS1", [("ALK", ""), ("ROS1", "")]),
        ("ALK, ROS1, and MET.", [("ALK", ""), ("ROS1", ""), ("MET", "")]),
        ("ALK, spec. nov.", [("ALK", ""), ("spec. nov.", "")]),
        ("ALK | ROS1 • MET · KIT", [("ALK", ""), ("ROS1", ""), ("MET", ""), ("KIT", "")]),
    ],
)
def test_lists_written_as_sentences_and_with_other_separators(line: str, expected: list[tuple[str, str]]) -> None:
    """The stop, the “and”, dots and bars between items are no part of a name, and no id is lost to them."""
    mentions = mentions_of("Genes", line)

    assert [(name, "".join(curies)) for name, _, curies in mentions] == expected


@pytest.mark.parametrize(
    "line",
    ["None identified", "_None_", "(none)", "Not reported", "none were found.", "[]", "Not applicable", "N/A"],
)
def test_lists_that_say_that_there_is_nothing(line: str) -> None:
    """They name no entity, in whatever words."""
    assert mentions_of("Genes", line) == []


@pytest.mark.parametrize(
    ("line", "name", "curies"),
    [
        ("*ALK* [NCBI Gene 238]", "ALK", ("ncbigene:238",)),
        ("**ALK** (a kinase) [NCBI Gene 238]", "ALK", ("ncbigene:238",)),
        ("_Escherichia coli_ O157 (taxon 562)", "Escherichia coli O157", ("ncbitaxon:562",)),
        ("`ALK`", "ALK", ()),
        ("<i>ALK</i> (NCBI Gene 238)", "ALK", ("ncbigene:238",)),
        ("H<sub>2</sub>O<sub>2</sub> (MESH:D006861)", "H2O2", ("mesh:D006861",)),
        ("&alpha;-tocopherol (PubChem CID 14985)", "α-tocopherol", ("pubchem.compound:14985",)),
        ("Crohn&#39;s disease (MONDO:0005011)", "Crohn's disease", ("mondo:0005011",)),
        ("Na&#43; (MESH:D012964)", "Na+", ("mesh:D012964",)),
        ("HLA-B*27 [NCBI Gene 3106]", "HLA-B*27", ("ncbigene:3106",)),
        ("CYP2C19 *1/*2", "CYP2C19 *1/*2", ()),
        ("p.Arg97*/p.Trp26*", "p.Arg97*/p.Trp26*", ()),
    ],
)
def test_marks_of_markdown_and_html_are_no_part_of_a_name(line: str, name: str, curies: tuple[str, ...]) -> None:
    """Emphasis, tags and entities of HTML are read as they look; asterisks of alleles and stops of codons stay."""
    first = mentions_of("Genes", line)[0]

    assert (first[0], first[2]) == (name, curies)


@pytest.mark.parametrize(
    ("line", "name", "description", "curies"),
    [
        ("[ALK](https://www.ncbi.nlm.nih.gov/gene/238)", "ALK", None, ("ncbigene:238",)),
        (
            "[ALK](https://www.ncbi.nlm.nih.gov/gene/238) (a kinase) [NCBI Gene 238]",
            "ALK",
            "a kinase",
            ("ncbigene:238",),
        ),
        ("ALK (a kinase) [[NCBI Gene 238](https://example.org/238)]", "ALK", "a kinase", ("ncbigene:238",)),
        ("ALK (a kinase) [NCBI Gene 238](https://example.org/238)", "ALK", "a kinase", ("ncbigene:238",)),
        ("glioma ([MONDO:0021042](http://purl.obolibrary.org/obo/MONDO_0021042))", "glioma", None, ("mondo:0021042",)),
        ("[ALK](https://example.org/alk)", "ALK", None, ()),
        ("ALK (https://identifiers.org/ncbigene:238)", "ALK", None, ("ncbigene:238",)),
        ("glioma (http://purl.obolibrary.org/obo/MONDO_0021042)", "glioma", None, ("mondo:0021042",)),
        ("MONDO:0005011", "MONDO:0005011", None, ("mondo:0005011",)),
        ("MESH:D009369 (neoplasms)", "neoplasms", None, ("mesh:D009369",)),
        ("Neoplasms: MESH:D009369", "Neoplasms", None, ("mesh:D009369",)),
        ("Neoplasms – MESH:D009369", "Neoplasms", None, ("mesh:D009369",)),
        ("HP:0001945 – fever", "fever", None, ("hp:0001945",)),
        ("ALK NCBI Gene 238", "ALK", None, ("ncbigene:238",)),
        ("a kinase of lymphoma | NCBI Gene 238", "a kinase of lymphoma", None, ("ncbigene:238",)),
        ("5-FU (5-fluorouracil, PubChem CID 3385)", "5-FU", "5-fluorouracil", ("pubchem.compound:3385",)),
        ("BRAF rs113488022", "BRAF rs113488022", None, ()),
        ("rs113488022", "rs113488022", None, ()),
        ("collagen type IV alpha 5", "collagen type IV alpha 5", None, ()),
    ],
)
def test_ids_in_links_and_outside_brackets(
    line: str, name: str, description: str | None, curies: tuple[str, ...]
) -> None:
    """An id counts where it is a link to its page, the whole item, beside the name or at the end of the description."""
    assert mentions_of("Genes", line) == [(name, description, curies)]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ("### Genes\n\n- **ALK** (a kinase) [NCBI Gene 238]\n- **ROS1**\n- **MET**", "gene ALK, gene ROS1, gene MET"),
        ("- **Genes:**\n  - **ALK**\n  - **ROS1**\n- **Diseases:**\n  - fever", "gene ALK, gene ROS1, disease fever"),
        ("- **Genes (2):** ALK, ROS1\n- **Diseases** (1): fever", "gene ALK, gene ROS1, disease fever"),
        ("* Genes: ALK\n* Anatomical sites: lung\n* Diseases: fever", "gene ALK, anatomical site lung, disease fever"),
        ("**Genes**\n\n- ALK\n\n**Anatomical sites**\n\n- lung", "gene ALK, anatomical site lung"),
    ],
)
def test_lists_in_other_layouts(lists: str, expected: str) -> None:
    """A name in bold is no kind; a count is no part of one; a plain label may name any kind."""
    case, _ = read_with_notices(case_text(linked=lists, entities=None))

    assert ", ".join(f"{mention.kind} {mention.name}" for mention in case.mentions) == expected


@pytest.mark.parametrize(
    "item",
    [
        "ALK (aka CD246, NBLST3) [NCBI Gene 238]",
        "ALK (also known as CD246, NBLST3) [NCBI Gene 238]",
        "ALK [NCBI Gene 238] {aka CD246; NBLST3}",
        "ALK [NCBI Gene 238] (aka CD246, NBLST3)",
    ],
)
def test_other_names_in_other_forms(item: str) -> None:
    """Other names are told from descriptions by what stands before them, and may be separated by semicolons."""
    (mention,) = read(case_text(linked=f"- **Genes:** {item}", entities=None)).mentions

    assert (mention.name, mention.description, mention.aliases) == ("ALK", None, ("CD246", "NBLST3"))
