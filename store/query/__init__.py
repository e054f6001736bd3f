"""The query language, the same in the app and on the command line."""

from store.query.describing import describe
from store.query.editing import cut, entity_term, exclude, keep_prefix, narrow, pair_term, quote, widen, without
from store.query.fields import all_fields, grammar_page
from store.query.nodes import LEVELS, All, And, Is, Level, Named, Node, Not, Or, Pair, Query, Text, Word, Years
from store.query.parsing import parse

__all__ = [
    "LEVELS",
    "All",
    "And",
    "Is",
    "Level",
    "Named",
    "Node",
    "Not",
    "Or",
    "Pair",
    "Query",
    "Text",
    "Word",
    "Years",
    "all_fields",
    "cut",
    "describe",
    "entity_term",
    "exclude",
    "grammar_page",
    "keep_prefix",
    "narrow",
    "pair_term",
    "parse",
    "quote",
    "widen",
    "without",
]
