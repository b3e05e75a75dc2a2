"""One strain as its reader finds it, before anything of it is put into words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.check_ins.from_paper import MARK
from alongside.casework.check_ins.history import History, load_history
from alongside.casework.check_ins.pooled import current_rule
from alongside.casework.check_ins.waiting import RateFirst, load_waiting
from alongside.casework.episodes.around import Reader
from alongside.casework.episodes.loading import check_rated
from alongside.casework.people.sealing import open_name
from alongside.domain.strains import Help, ScoredCheckIn, Strain, StrainRule, unpack_strain
from alongside.records.episodes import Episode, HelpAnswer
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class Case:
    """A strain, its reader, and what was read for them: no check-ins for somebody who may not see the answers."""

    episode: Episode
    granted: Granted
    keys: KeyRing
    viewer: Actor
    reader: Reader
    at: datetime
    strain: Strain | None
    history: History
    answers: dict[str, Help]
    rule: StrainRule
    rate_first: RateFirst | None

    @property
    def began_on(self) -> date:
        return self.strain.at if self.strain else day_of(self.episode.opened_at)

    @property
    def first(self) -> str:
        return open_name(self.keys, self.episode.person).first

    @property
    def is_with_reader(self) -> bool:
        return self.episode.relationship.practitioner_id == self.viewer.id

    @property
    def own(self) -> list[ScoredCheckIn]:
        """The check-ins of this relationship that the reader may see."""
        relationship_id = self.episode.relationship_id
        return [check_in for check_in in self.history.check_ins if check_in.relationship_id == relationship_id]

    @property
    def has_later_scores(self) -> bool:
        return any(check_in.at > self.began_on and check_in.score is not None for check_in in self.own)

    @property
    def both(self) -> tuple[Help | None, Help | None]:
        """Both answers, the person's first, or neither."""
        said = self.answers.get("person"), self.answers.get("practitioner")
        return said if None not in said else (None, None)


def open_case(episode_id: UUID, viewer: Actor, at: datetime) -> Case:
    """Return the strain for a reader who may read it, without anything that waits for their own rating.

    Raises NotHere, and RatingComesFirst when the strain itself began with answers that wait.
    """
    found = Episode.objects.filter(id=episode_id).select_related(
        "person", "relationship__practitioner", f"check_in__{MARK}"
    )
    episode = found.first()
    if episode is None:
        raise NotHere
    shared = episode.shared_at is not None
    granted = require(viewer, Action.READ, Item.EPISODE, person_id=episode.person_id, at=at, shared=shared)
    waiting = load_waiting([episode.person_id], viewer, at)
    check_rated(episode, waiting)
    practitioner = episode.relationship.practitioner
    sees = is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER)
    answers = HelpAnswer.objects.filter(episode=episode).values_list("side", "answer")
    return Case(
        episode=episode,
        granted=granted,
        keys=open_keys([episode.person_id]),
        viewer=viewer,
        reader=Reader("you" if practitioner.id == viewer.id else practitioner.get_short_name(), sees),
        at=at,
        strain=unpack_strain(episode.reasons) if episode.reasons else None,
        history=load_history(episode.person_id, waiting=waiting.sessions) if sees else History(),
        rate_first=waiting.rate_first.get(episode.person_id) if sees else None,
        answers={side: Help(answer) for side, answer in answers},
        rule=current_rule(),
    )
