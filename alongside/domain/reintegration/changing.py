"""What can be done to pathways and the list of people. Each takes them and returns the next. Nothing is taken away."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from alongside.domain.reintegration.pathways import Milestone, Pathway, Pictures, Reintegration, State, Tie

LONGEST = 600  # characters of a picture or a reason
SHORT = 120  # characters of a name, a number or who helps: it has to fit on a card


class NeedsWords(ValueError):
    """A milestone, somebody on the list or a reason says nothing without words."""


class WordsTooLong(ValueError):
    """The words are longer than there is room for."""


class NotThere(LookupError):
    """There is no such milestone, or nobody such on the list."""


def say_pictures(whole: Reintegration, pathway: Pathway, said: Pictures) -> Reintegration:
    """Return all of it with the three pictures of a pathway. All three may be empty. Raises WordsTooLong."""
    cleaned = Pictures(*(_words(text, LONGEST) for text in (said.before, said.now, said.aimed)))
    kept = {one: pictures for one, pictures in whole.pictures.items() if one is not pathway}
    if cleaned.has_any:
        kept[pathway] = cleaned
    return replace(whole, pictures=MappingProxyType(kept))


def put_milestone(whole: Reintegration, milestone: Milestone) -> Reintegration:
    """Return all of it with one milestone more. The same again changes nothing. Raises NeedsWords or WordsTooLong.

    A day in the past may stand: something was aimed for long ago and is not in place yet.
    """
    if whole.find(milestone.id):
        return whole
    fresh = replace(milestone, state=State.NOT_YET, because="", state_on=None)
    return replace(whole, milestones=(*whole.milestones, _checked(fresh)))


def change_milestone(whole: Reintegration, milestone: Milestone) -> Reintegration:
    """Return all of it with what a milestone says. How it stands stays. Raises NotThere, NeedsWords or WordsTooLong."""
    old = _require(whole, milestone.id)
    kept = replace(old, words=milestone.words, for_on=milestone.for_on, helper=milestone.helper)
    return _with(whole, _checked(kept))


def mark_milestone(
    whole: Reintegration, milestone_id: UUID, state: State, because: str, *, today: date
) -> Reintegration:
    """Return all of it with how a milestone stands. Raises NotThere, WordsTooLong, or NeedsWords when it is not needed."""
    old = _require(whole, milestone_id)
    why = _words(because, LONGEST)
    if state is State.NOT_NEEDED and not why:
        raise NeedsWords
    if (old.state, old.because) == (state, why):
        return whole
    return _with(whole, replace(old, state=state, because=why, state_on=today))


def put_tie(whole: Reintegration, tie: Tie) -> Reintegration:
    """Return all of it with one more to call. The same again changes nothing. Raises NeedsWords or WordsTooLong."""
    if whole.find_tie(tie.id):
        return whole
    return replace(whole, ties=(*whole.ties, _checked_tie(replace(tie, let_go_because=""))))


def change_tie(whole: Reintegration, tie: Tie) -> Reintegration:
    """Return all of it with what is said of somebody on the list. Raises NotThere, NeedsWords or WordsTooLong."""
    old = _require_tie(whole, tie.id)
    return _with_tie(whole, _checked_tie(replace(tie, let_go_because=old.let_go_because)))


def let_go(whole: Reintegration, tie_id: UUID, because: str) -> Reintegration:
    """Return all of it with somebody off the list, and why. Raises NotThere, NeedsWords or WordsTooLong."""
    old, why = _require_tie(whole, tie_id), _words(because, LONGEST)
    if not why:
        raise NeedsWords
    return _with_tie(whole, replace(old, let_go_because=why))


def take_up_again(whole: Reintegration, tie_id: UUID) -> Reintegration:
    """Return all of it with somebody back on the list. Raises NotThere."""
    return _with_tie(whole, replace(_require_tie(whole, tie_id), let_go_because=""))


def _checked(milestone: Milestone) -> Milestone:
    words, helper = _words(milestone.words, LONGEST), _words(milestone.helper, SHORT)
    if not words:
        raise NeedsWords
    return replace(milestone, words=words, helper=helper)


def _checked_tie(tie: Tie) -> Tie:
    who, reach, what_for = (_words(text, SHORT) for text in (tie.who, tie.reach, tie.what_for))
    if not who:
        raise NeedsWords
    return replace(tie, who=who, reach=reach, what_for=what_for)


def _words(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) > longest:
        raise WordsTooLong
    return words


def _require(whole: Reintegration, milestone_id: UUID) -> Milestone:
    found = whole.find(milestone_id)
    if found is None:
        raise NotThere
    return found


def _require_tie(whole: Reintegration, tie_id: UUID) -> Tie:
    found = whole.find_tie(tie_id)
    if found is None:
        raise NotThere
    return found


def _with(whole: Reintegration, changed: Milestone) -> Reintegration:
    return replace(whole, milestones=tuple(changed if one.id == changed.id else one for one in whole.milestones))


def _with_tie(whole: Reintegration, changed: Tie) -> Reintegration:
    return replace(whole, ties=tuple(changed if tie.id == changed.id else tie for tie in whole.ties))
