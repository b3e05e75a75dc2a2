"""The map: what lies beneath, drawn together in five places. It explains to two people and never decides anything."""

from alongside.domain.formulation.changing import (
    LONGEST,
    LinkedAlready,
    LinkToItself,
    NeedsWords,
    NotOnTheMap,
    WordsTooLong,
    change_node,
    clean_words,
    link_nodes,
    put_back,
    put_on,
    take_off,
    unlink_nodes,
)
from alongside.domain.formulation.differences import Difference, differences
from alongside.domain.formulation.map import Formulation, Link, LinkKind, Node, Place, Voice
from alongside.domain.formulation.ordering import order_nodes
from alongside.domain.formulation.questions import Question, questions_from
from alongside.domain.formulation.sentences import Sentences, say_as_list, say_link

__all__ = [
    "LONGEST",
    "Difference",
    "Formulation",
    "Link",
    "LinkKind",
    "LinkToItself",
    "LinkedAlready",
    "NeedsWords",
    "Node",
    "NotOnTheMap",
    "Place",
    "Question",
    "Sentences",
    "Voice",
    "WordsTooLong",
    "change_node",
    "clean_words",
    "differences",
    "link_nodes",
    "order_nodes",
    "put_back",
    "put_on",
    "questions_from",
    "say_as_list",
    "say_link",
    "take_off",
    "unlink_nodes",
]
