"""Words are found as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.sessions import Statement, StatementKind
from alongside.domain.sessions.searching import find_in_note, fold, mark, read_query


def marked(text: str, query: str) -> list[str]:
    return [piece.text for piece in mark(text, read_query(query)) if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Mae'r tŷ yn wag", "ty", ["tŷ"]),
        ("Mae'r ty yn wag", "TŶ", ["ty"]),
        ("Siân and Siôn", "sian sion", ["Siân", "Siôn"]),
        ("a dŵr", "dwr", ["dŵr"]),
        ("The damp. Damp again", "damp", ["damp", "Damp"]),
        ("Ella\u2019s chest", "ella's", ["Ella\u2019s"]),
        ("Straße", "strasse", ["Straße"]),
        ("cafe\u0301 by the sea", "café", ["cafe\u0301"]),
        ("nothing of the kind", "otter", []),
    ],
)
def test_accents_capitals_and_apostrophes_make_no_difference(text, query, hits):
    assert marked(text, query) == hits


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_pieces_put_together_are_the_text(text, query):
    assert "".join(piece.text for piece in mark(text, read_query(query))) == text


@given(st.text(alphabet="abtŷâ ’ß", max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_every_word_has_to_be_somewhere_in_the_note():
    damp, ella = Statement(StatementKind.SAID, "The damp"), Statement(StatementKind.NOTICED, "Ella coughs")
    bus = Statement(StatementKind.FACT, "Bus fares", "Ticket")
    found = find_in_note((damp, bus, ella), read_query("damp coughs"))
    assert [each.statement for each in found] == [damp, ella]
    assert find_in_note((damp, ella), read_query("damp otter")) == ()
    assert [each.statement for each in find_in_note((bus,), read_query("ticket"))] == [bus]


def test_a_single_letter_is_no_word_and_each_word_is_looked_for_once():
    assert read_query(" a  Damp damp DÂMP ") == ("damp",)
    assert find_in_note((Statement(StatementKind.SAID, "a"),), read_query("a")) == ()
