"""The tables of the index. All of it is derived from the documents and lies in the same file as they do."""

from __future__ import annotations

import sqlite3
from random import SystemRandom

from store.index.common import common_columns

VERSION = 1
"""Raised whenever the same document would give another index: the library then rebuilds it."""

_PUNCTUATION = "!\"\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~"
_TOKENIZE = f"tokenize=\"ascii tokenchars '{_PUNCTUATION}'\"".replace("''", "''''")

_TABLES = """
CREATE TABLE index_meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE index_cases(
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, authors TEXT NOT NULL, journal INTEGER,
    date TEXT NOT NULL, sort_date TEXT NOT NULL, sort_title TEXT NOT NULL, sort_author TEXT NOT NULL,
    digest BLOB, batch INTEGER NOT NULL, keys TEXT NOT NULL);
CREATE INDEX index_cases_by_date ON index_cases(sort_date);
CREATE INDEX index_cases_by_title ON index_cases(sort_title);
CREATE INDEX index_cases_by_author ON index_cases(sort_author);
CREATE INDEX index_cases_by_digest ON index_cases(digest) WHERE digest IS NOT NULL;
CREATE INDEX index_cases_by_batch ON index_cases(batch);
CREATE TABLE index_keys(key TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE index_journals(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, cases INTEGER NOT NULL);

CREATE TABLE index_terms(number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
CREATE TABLE index_bits(place INTEGER PRIMARY KEY, bits BLOB NOT NULL);

CREATE TABLE index_nodes(
    number INTEGER PRIMARY KEY, node TEXT NOT NULL UNIQUE, accession TEXT NOT NULL, entity INTEGER NOT NULL);
CREATE INDEX index_nodes_by_accession ON index_nodes(accession);
CREATE TABLE index_kinds(number INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE);
CREATE TABLE index_node_kinds(
    node INTEGER NOT NULL, kind INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY(node, kind)) WITHOUT ROWID;
CREATE TABLE index_case_nodes(number INTEGER PRIMARY KEY, nodes BLOB NOT NULL);
CREATE TABLE index_bridges(
    low INTEGER NOT NULL, high INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY(low, high)) WITHOUT ROWID;
CREATE INDEX index_bridges_by_high ON index_bridges(high);

CREATE TABLE index_names(
    number INTEGER PRIMARY KEY, node INTEGER NOT NULL, role INTEGER NOT NULL, text TEXT NOT NULL,
    kind INTEGER NOT NULL, cases INTEGER NOT NULL, spelling TEXT NOT NULL, UNIQUE(node, role, text, kind));
CREATE INDEX index_names_by_spelling ON index_names(spelling);
CREATE INDEX index_names_frequent ON index_names(node, cases) WHERE role = 0 AND cases >= 8;
CREATE TABLE index_profiles(
    number INTEGER PRIMARY KEY, node INTEGER NOT NULL, kind INTEGER NOT NULL, profile TEXT NOT NULL,
    cases INTEGER NOT NULL, UNIQUE(node, kind, profile));

CREATE TABLE index_entities(
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kinds TEXT NOT NULL, nodes TEXT NOT NULL,
    leads TEXT NOT NULL, cases INTEGER NOT NULL);
CREATE TABLE index_leads(
    lead TEXT NOT NULL, weight INTEGER NOT NULL, entity INTEGER NOT NULL,
    PRIMARY KEY(lead, weight, entity)) WITHOUT ROWID;
"""

_FULL_TEXT = f"""
CREATE VIRTUAL TABLE index_head USING fts5(tags, title, byline, content='', columnsize=0, {_TOKENIZE});
CREATE VIRTUAL TABLE index_body USING fts5(findings, entities, rest, content='', columnsize=0, {_TOKENIZE});
CREATE VIRTUAL TABLE index_trigrams USING fts5(spelling, content='', detail=none, columnsize=0, tokenize="trigram");
CREATE VIRTUAL TABLE index_head_words USING fts5vocab(index_head, row);
CREATE VIRTUAL TABLE index_body_words USING fts5vocab(index_body, row);
"""

_FULL_TEXT_OPTIONS = {"hashsize": 8 << 20, "automerge": 8}
"""Larger portions in memory and fewer merges than by default: a third less work for an import."""

TABLES = (
    "index_orders",
    "index_trigrams",
    "index_head_words",
    "index_body_words",
    "index_head",
    "index_body",
    "index_leads",
    "index_entities",
    "index_profiles",
    "index_names",
    "index_bridges",
    "index_case_nodes",
    "index_node_kinds",
    "index_kinds",
    "index_nodes",
    "index_bits",
    "index_terms",
    "index_journals",
    "index_keys",
    "index_cases",
    "index_meta",
)
"""Every table of the index, in the order in which they can be dropped."""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables of the index, inside the caller's transaction.

    The generation, which grows with every write, begins anywhere: what a reader remembers of an index that was dropped
    is never taken for this one.
    """
    for statement in (_TABLES + _FULL_TEXT).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    for table in ("head", "body"):
        for option, value in _FULL_TEXT_OPTIONS.items():
            connection.execute(f"INSERT INTO index_{table}(index_{table}, rank) VALUES(?, ?)", (option, value))
    connection.executemany("INSERT INTO index_terms(term, number) VALUES(?, ?)", common_columns().items())
    numbers = {"version": VERSION, "generation": SystemRandom().getrandbits(48), "cases": 0}
    connection.executemany("INSERT INTO index_meta(name, value) VALUES(?, ?)", numbers.items())


def drop(connection: sqlite3.Connection) -> None:
    """Remove every table of the index that there is, inside the caller's transaction."""
    for table in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def version(connection: sqlite3.Connection) -> int:
    """The version of the index in this file, 0 where there is none; rebuild it unless it is `VERSION`."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'index_meta'").fetchone():
        return 0
    row = connection.execute("SELECT value FROM index_meta WHERE name = 'version'").fetchone()
    return int(row[0]) if row else 0  # of a damaged file the row may be lost: the index is made anew then
