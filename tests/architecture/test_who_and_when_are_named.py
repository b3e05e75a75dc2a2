"""Whoever calls casework names who asks and at what time, so that no call can take one id or one moment for another."""

import ast
from collections.abc import Iterator
from pathlib import Path

CASEWORK = Path(__file__).parents[2] / "alongside" / "casework"
WHO = {"by", "viewer"}
# What starts a transaction and is told less, and why.
EXCEPTIONS = {
    "caseload.rebuild_states": "the worker process and the command line, for everybody at once",
    "check_ins.estimate_closed_quarter": "the worker process",
    "relationships.bring_up_to_date": "the worker process, when a day begins",
    "my_side.end_expired_capabilities": "the worker process",
    "my_side.end_capability": "leaving is open to whoever holds the device, and the capability says whose side it was",
    "promises.list_promises_for_person": "the capability is who asks",
    "my_side.find_own_next_session": "the capability is who asks",
    "my_side.get_own_words": "the capability is who asks",
    "complaints.list_own_complaints": "the capability is who asks",
    "subject_access.list_own_requests": "the capability is who asks",
    "my_side.let_in": "whoever holds the door has just shown that it is theirs",
    "my_side.list_own_passkeys": "the capability is who asks",
    "my_side.begin_to_add": "the capability is who asks",
    "my_side.open_with_passkey": "whoever holds the device is not known before it opens",
    "messages.get_own_reminders": "the capability is who asks",
    "my_side.list_answers_back": "the capability is who asks",
    "my_side.get_own_description": "the capability is who asks",
    "my_side.list_what_i_know": "the capability is who asks",
    "my_side.get_own_plan": "the capability is who asks",
    "my_side.get_own_practice": "the capability is who asks",
    "my_side.get_own_pathways": "the capability is who asks",
    "my_side.get_own_ending": "the capability is who asks",
    "retention.get_own_keeping": "the capability is who asks",
    "held_apart.list_own_holds": "the capability is who asks",
    "corrections.list_own_corrections": "the capability is who asks",
    "agreements.list_own_agreements": "the capability is who asks",
    "messages.list_own_routes": "the capability is who asks",
    "passing_on.list_own_passed_on": "the capability is who asks",
    "my_side.get_who_looked_at_me": "the capability is who asks",
    "my_side.get_readership": "the capability is who asks",
    "imports.check_some": "a step of the worker process, which puts who and when into Importing",
    "backup.one_moment": "whoever can reach the databases from the command line, who is known to none of them",
    "users.create_first_administrator": "there is nobody yet who could ask",
}


def starts_a_transaction(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "atomic" for node in ast.walk(function))


def entrances() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every public function of casework that starts a transaction: what pages and commands call."""
    for file in sorted(CASEWORK.rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and starts_a_transaction(node):
                yield f"{file.parent.name}.{node.name}", node


def names_who_and_when(function: ast.FunctionDef) -> bool:
    named = {argument.arg for argument in function.args.kwonlyargs}
    return not function.args.args and not function.args.posonlyargs and "at" in named and bool(named & WHO)


def test_whatever_starts_a_transaction_is_told_who_and_when_by_name():
    assert {name for name, function in entrances() if not names_who_and_when(function)} == set(EXCEPTIONS)


def test_the_entrances_of_casework_are_found():
    assert len(list(entrances())) > 60
