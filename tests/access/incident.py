"""An incident about the world's person, a question how far it reaches, and the token wherever either holds words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from alongside.access.actors import actor_for
from alongside.casework.drafts.keeping import seal_typed
from alongside.casework.incidents.operations import FirstWords, name_people, record_incident
from alongside.casework.incidents.sealing import open_facts, open_taken, seal_facts, seal_taken
from alongside.casework.people.sealing import seal_field
from alongside.domain.incidents import Facts, Harm, Law, Risk
from alongside.records.models import IncidentDraft, IncidentPerson, IncidentStep, ReachQuery
from alongside.vault import create_key, open_keys
from tests.cast import START, Cast

FACTS = Facts(
    "A letter", "It went next door.", frozenset({Harm.CONFIDENTIALITY}), Law.GENERAL, START - timedelta(hours=9),
    START - timedelta(hours=2), "The neighbour rang", "A name",
)  # fmt: skip


def happen(cast: Cast) -> dict[str, Any]:
    """Record an incident about the person, ask how far it reaches, and return what addresses call them."""
    person_id, officer = cast.person_id, cast.privacy_officer
    incident_id = record_incident(first=FirstWords(FACTS, Risk.SOME, "It was read"), by=actor_for(officer), at=START)
    name_people(incident_id=incident_id, person_ids=[person_id], by=actor_for(officer), at=START)
    reach = ReachQuery(
        incident_id=incident_id, asked_by=officer, asked_at=START, person_id=person_id, since=START - timedelta(days=9),
        until=START,
    )  # fmt: skip
    reach.sealed_words = seal_field(open_keys([person_id]), person_id, "reach_query", reach.id, "sealed_words", "Who?")
    reach.save(force_insert=True)
    return {
        "incident_id": incident_id,
        "named_id": IncidentPerson.objects.get().id,
        "reach_id": reach.id,
        "incident_step": "measure",
    }


def put_tokens(cast: Cast, token: str) -> None:
    """Write the token into every word of the incident and of the question."""
    for row in IncidentStep.objects.all():
        keys = open_keys([row.incident_id])
        if row.kind == "recorded":
            words = dict.fromkeys(("title", "what", "how_aware", "data", "consequences"), token)
            seal_facts(keys, row, replace(open_facts(keys, row), **words))
        else:
            seal_taken(keys, row, replace(open_taken(keys, row), words=token))
        row.save()
    reach, person_id = ReachQuery.objects.get(), cast.person_id
    reach.sealed_words = seal_field(open_keys([person_id]), person_id, "reach_query", reach.id, "sealed_words", token)
    reach.save()
    author = cast.privacy_officer
    create_key(author.id)
    draft = IncidentDraft(author=author, saved_at=START)
    for field in ("sealed_body", "sealed_other"):
        typed = {"what": [token]}
        keys = open_keys([author.id])
        setattr(draft, field, seal_typed(keys, draft, "incident_draft", field, typed, "tab", START, owner="author"))
    draft.save(force_insert=True)
