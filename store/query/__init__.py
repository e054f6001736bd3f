"""The query language, the same in the app and on the command line."""

from store.query.describing import describe
from store.query.editing import cut, entity_term, exclude, keep_prefix, narrow, quote, widen, without
from store.query.fields import all_fields, grammar_page
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Query, Text, Word, Years
from store.query.parsing import parse

__all__ = [
    "All",
    "And",
    "Is",
    "Named",
    "Node",
    "Not",
    "Or",
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
    "parse",
    "quote",
    "widen",
    "without",
]
