"""G1: every cell of action, item, role and relation, against a policy that somebody else read from the same table."""

from itertools import islice

import pytest

from alongside.access import Action, Audience, Item, Relation, Role, Scope
from tests.access.matrix import answers, differences, everyday_answers
from tests.access.oracle.oracle import ACTIONS, AUDIENCES, ITEMS, RELATIONS, ROLES, SCOPES
from tests.access.oracle.requests import count_every_request, every_request


def test_the_product_and_the_table_speak_of_the_same_things():
    """A new role, relation, action or item must be in the table before the code may use it."""
    ours = [Role, Relation, Action, Item, Audience, Scope]
    theirs = [ROLES, RELATIONS, ACTIONS, ITEMS, AUDIENCES, SCOPES]
    assert [{str(word) for word in words} for words in ours] == list(map(set, theirs))


def test_the_product_answers_every_cell_as_the_table_does():
    assert list(islice(differences(everyday_answers()), 5)) == []


def test_some_of_the_answers_are_yes_and_most_are_no():
    given = [allowed for _, allowed in everyday_answers()]
    assert 0 < sum(given) < len(given) / 4


@pytest.mark.nightly
def test_the_product_answers_the_whole_product_of_everything_as_the_table_does(goal_result):
    wrong = list(islice(differences(answers(every_request())), 5))
    goal_result(
        goal="G1", tried=count_every_request(), failed=len(wrong), what="decisions compared with the Cedar policy"
    )
    assert wrong == []
