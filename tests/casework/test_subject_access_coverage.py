"""G29: every table is gathered for somebody who asks, or says why not, and what is kept back is in no form of the copy."""

from unittest.mock import patch

import pytest
from django.apps import apps
from django.db.models import BinaryField

from alongside.access.actors import actor_for
from alongside.casework.subject_access import operations, sources
from alongside.casework.subject_access.bundle import BundleItem
from alongside.casework.subject_access.gathering import gather_all
from alongside.casework.subject_access.operations import Said, decide_item
from alongside.casework.subject_access.queries import get_bundle
from alongside.domain.subject_access import MARK, Decision, Ground, Identity, Sort
from alongside.records.models import AccessDecision, AccessRequest, Person, Restriction
from tests.access.canaries import CANARY, WITHOUT_A_TOKEN, put_canaries, sealed_fields
from tests.access.world import make_world
from tests.cast import START, make_cast, make_user

pytestmark = pytest.mark.django_db


def models_of_ours() -> dict[str, type]:
    """Return every model of every app but Django's and the sign-in's own, by app and name."""
    return {
        f"{model._meta.app_label}.{model.__name__}": model
        for model in apps.get_models()
        if model._meta.app_label not in sources.NOT_GATHERED_APPS
    }


def tables_without_a_line() -> set[str]:
    return set(models_of_ours()) - {f"records.{name}" for name in sources.SOURCES} - set(sources.NOT_GATHERED)


def leads_to_a_person(model: type, seen: frozenset[type] = frozenset()) -> bool:
    """Return whether a row of this table belongs to a person, by foreign keys however long."""
    if model is Person:
        return True
    related = [field.related_model for field in model._meta.concrete_fields if field.is_relation]
    return any(leads_to_a_person(one, seen | {model}) for one in related if one not in seen and one is not model)


def test_every_table_has_a_line_that_says_how_it_is_gathered_or_why_it_is_not():
    assert tables_without_a_line() == set(), "add it to casework/subject_access/sources.py: SOURCES or NOT_GATHERED"


def test_no_line_is_about_a_table_that_is_gone():
    assert {f"records.{name}" for name in sources.SOURCES} | set(sources.NOT_GATHERED) <= set(models_of_ours())


def test_a_table_that_leads_to_a_person_and_is_not_gathered_says_why_at_length():
    left = {name for name, model in models_of_ours().items() if leads_to_a_person(model)} & set(sources.NOT_GATHERED)
    of_others = {"records.ThirdParty", "records.ThirdPartyVersion", "records.ThirdPartyReader"}
    own = {"records.BlindEntry", "records.Pin", "records.CaseloadState", "records.AccessDecision", "records.HeldItem"}
    assert left == own | of_others
    assert all(len(sources.NOT_GATHERED[name]) > 30 for name in left)


def test_the_apps_that_are_left_out_know_nobody_but_staff():
    theirs = [model for model in apps.get_models() if model._meta.app_label in sources.NOT_GATHERED_APPS]
    assert theirs
    assert not any(leads_to_a_person(model) for model in theirs)


def test_broken_on_purpose_a_table_that_was_forgotten_is_found():
    fewer = {name: source for name, source in sources.SOURCES.items() if name != "Note"}
    with patch.object(sources, "SOURCES", fewer):
        assert tables_without_a_line() == {"records.Note"}


@pytest.fixture
def world():
    world = make_world(make_cast())
    put_canaries(world)
    return world


def said_of(person_id) -> dict[str, str]:
    """Return everything that is gathered, by table."""
    said: dict[str, str] = {}
    for item in gather_all(person_id):
        said[item.source] = said.get(item.source, "") + item.text
    return said


def fields_that_say_nothing(person_id) -> set[tuple[str, str]]:
    """Return the sealed columns of which no word came into what was gathered."""
    said = {source.lower(): text for source, text in said_of(person_id).items()}
    missing = set()
    for model, field in sealed_fields() - WITHOUT_A_TOKEN:
        source = next((s for name, s in sources.SOURCES.items() if name.lower() == model), None)
        if source and field not in source.left_out.split() and CANARY.lower() not in said.get(model, "").lower():
            missing.add((model, field))
    return missing


def test_what_every_sealed_column_of_the_record_holds_is_gathered_and_opened(world):
    person_id = world.cast.person_id
    assert fields_that_say_nothing(person_id) == set()
    assert len({item.source for item in gather_all(person_id)}) > 55


def test_nobody_elses_rows_are_gathered(world):
    other = Person.objects.create(jurisdiction="scotland", created_at=START)
    assert [item.source for item in gather_all(other.id)] == ["Person"]


def test_no_column_that_holds_a_secret_is_gathered(world):
    secrets = [
        f"{model.__name__}.{field.name}"
        for name, model in models_of_ours().items()
        if model.__name__ in sources.SOURCES
        for field in model._meta.concrete_fields
        if isinstance(field, BinaryField)
        and not field.name.startswith("sealed_")
        and field.name not in sources.SOURCES[model.__name__].left_out.split()
    ]
    assert secrets == []


# --- What is kept back ------------------------------------------------------------------------------------------------


def decide_as_suggested(request, by) -> None:
    """Let somebody follow every suggestion: give, keep back what is others', and take the token out of the rest."""
    for item in gather_all(request.person_id):
        said = Said(Decision.GIVE)
        if item.sort is Sort.OTHERS:
            said = Said(Decision.WITHHOLD, Ground.CRIME, "Not theirs to read")
        elif CANARY.lower() in item.text.lower():
            marked = item.text.replace(CANARY, f"[[{CANARY}]]").replace(CANARY.lower(), f"[[{CANARY.lower()}]]")
            said = Said(Decision.REDACT, Ground.OTHERS, "Said by somebody else", marked)
        decide_item(request_id=request.id, source=item.source, row=item.row, said=said, by=by, at=START)


def make_a_copy(world):
    petra, paul = world.cast.privacy_officer, make_user("Paul Reed", "privacy_officer")
    Restriction.objects.update(lifted_at=START, lifted_by=world.cast.supervisor)
    request = AccessRequest.objects.create(
        person_id=world.cast.person_id, came_by="letter", asked_on=START.date(), logged_at=START,
        identity=Identity.KNOWN.value, identity_on=START.date(),
    )  # fmt: skip
    decide_as_suggested(request, actor_for(petra))
    operations.ask_for_a_second_look(request_id=request.id, by=actor_for(petra), at=START)
    operations.agree_to_the_copy(request_id=request.id, by=actor_for(paul), at=START)
    return get_bundle(request_id=request.id, viewer=actor_for(petra), at=START)[1]


def test_no_token_of_anybody_else_is_in_the_copy(world):
    bundle = make_a_copy(world)
    assert len(bundle.items) > 50
    assert CANARY.lower() not in bundle.pack().lower()
    assert MARK in bundle.pack()
    assert not {item.what for item in bundle.items} & {
        s.label for s in sources.SOURCES.values() if s.sort is Sort.OTHERS
    }
    assert bundle.grounds == [Ground.OTHERS.label]
    assert AccessDecision.objects.filter(decision="withhold").exists()


def test_broken_on_purpose_a_redaction_that_leaves_the_text_is_found(world):
    def forgets_to_redact(item, said):
        return BundleItem(item.label, "", item.text, parts_taken_out=True)

    with patch("alongside.casework.subject_access.bundle._item", forgets_to_redact):
        assert CANARY.lower() in make_a_copy(world).pack().lower()
