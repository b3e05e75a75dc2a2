"""An open strain as a whole sentence, by what the reader may see of it."""

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.caseload.rows import Facts
from alongside.casework.check_ins.history import span_of
from alongside.casework.today.page import OpenStrain, PersonShown
from alongside.domain.strains import Strain, date_words, explain_strain, sentence_for_cover, unpack_strain
from alongside.records.episodes import Episode


def say_strain(facts: Facts, person: PersonShown, *, viewer: Actor) -> OpenStrain:
    """Return the open strain of a caseload row in a sentence. Whoever covers gets the one that is meant for them."""
    episode, relationship = facts.state.open_episode, facts.state.relationship
    if episode is None or relationship is None:
        raise ValueError("there is no open strain to say")
    worker = relationship.practitioner
    if person.is_covered:
        sentence = sentence_for_cover(
            person_name=person.name.first, practitioner_name=worker.get_short_name(), since=span_of(episode).from_on
        )
        return OpenStrain(person, sentence, None)
    practitioner = "you" if worker.id == viewer.id else worker.get_short_name()
    return OpenStrain(person, _sentence(episode, facts, person.name.first, practitioner), episode.id)


def _sentence(episode: Episode, facts: Facts, first: str, practitioner: str) -> str:
    if not episode.reasons:
        who = "You" if practitioner == "you" else practitioner
        return f"{who} named it on {date_words(day_of(episode.opened_at))}."
    strain = unpack_strain(episode.reasons)
    return explain_strain(strain, person_name=first, practitioner=practitioner, is_last=_is_last(strain, facts))


def _is_last(strain: Strain, facts: Facts) -> bool:
    points = facts.state.points
    return not points or points[-1][0] <= strain.at.isoformat()
