"""The page of one strain: why it is there, what happened around it, what was done, and what to do next."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, is_allowed, require
from alongside.access.standings import day_of, live_relationships
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.from_paper import find_mark
from alongside.casework.episodes import wording
from alongside.casework.episodes.around import in_order, load_authority, load_sessions
from alongside.casework.episodes.case import Case, open_case
from alongside.casework.episodes.loading import check_all_rated, step_words
from alongside.casework.episodes.operations import TABLE, can_reopen
from alongside.casework.episodes.strain_page import HelpSoFar, Naming, Reasons, Standing, StepDone, StrainPage
from alongside.casework.people.sealing import open_field, open_name
from alongside.domain.strains import (
    THEN_WAIT,
    PowerEvent,
    Repair,
    assess_repair,
    describe_power_events,
    guide_repair,
    ranges_over_time,
    say_who_sees,
    suggest_next_step,
    suggest_openings,
)
from alongside.records.episodes import Episode, EpisodeStep
from alongside.records.people import Person
from alongside.records.state import CaseloadState
from alongside.vault import open_keys

POINTS = 13  # as many as are told apart on a small picture


def get_strain(*, episode_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> StrainPage:
    """Return one strain as this reader may see it, and record that it was opened. Raises NotHere.

    A worker sees it whole. A supervisor sees one that was shared, without the answers, and can change nothing: with
    to_write it is not there for them. Raises RatingComesFirst when it waits for the reader's own rating.
    """
    with transaction.atomic():
        case = open_case(episode_id, viewer, at)
        page = _page(case)
        if to_write and not page.can_write:
            raise NotHere
        record_opened(case.granted, by=viewer, at=at, object_type="episode", object_id=episode_id)
    return page


def get_naming(*, person_id: UUID, viewer: Actor, at: datetime) -> Naming:
    """Return what is needed to name a strain with this person.

    Raises NotHere for anybody but their workers, and RatingComesFirst as name_strain does.
    """
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.EPISODE, person_id=person_id, at=at)
        check_all_rated(person_id, viewer, at)
        yours = live_relationships(at).filter(person=person_id, practitioner=viewer.id)
        still_open = Episode.objects.filter(relationship__in=yours, closed_at__isnull=True)
        record_opened(granted, by=viewer, at=at, object_type="person", object_id=person_id)
        return Naming(
            person_id=person_id,
            person=open_name(open_keys([person_id]), Person.objects.get(id=person_id)),
            open_episode_id=still_open.values_list("id", flat=True).first(),
        )


def _page(case: Case) -> StrainPage:
    episode = case.episode
    events, authority = load_authority(episode, case.keys, case.began_on)
    sessions = load_sessions(episode, case.keys, case.began_on)
    can_write = is_allowed(case.viewer, Action.WRITE, Item.EPISODE, case.granted, at=case.at)
    others, supervisor = _who_else(case)
    reasons = case.strain.reasons if case.strain else ()
    return StrainPage(
        episode_id=episode.id,
        person_id=episode.person_id,
        person=open_name(case.keys, episode.person),
        practitioner=case.reader.practitioner,
        practitioner_first=episode.relationship.practitioner.get_short_name(),
        is_named=episode.source == "practitioner",
        can_write=can_write,
        who_sees=say_who_sees(others),
        supervisor=supervisor,
        reasons=_reasons(case, events),
        around=in_order(episode, case.strain, case.reader, authority, sessions),
        standing=_standing(case, can_write),
        steps=_steps(case),
        help=_help(case, can_write),
        # The first words are the practitioner's own, and they may repeat what the person marked.
        openings=suggest_openings(reasons=reasons, power_events=events, began_on=case.began_on) if can_write else (),
        then=THEN_WAIT,
        guide=guide_repair(person_name=case.first),
        next_session_id=_next_session_id(episode) if can_write else None,
        rate_first=case.rate_first,
    )


def _reasons(case: Case, events: list[PowerEvent]) -> Reasons:
    episode = case.episode
    why = wording.Why(case.first, case.reader, episode.relationship.practitioner.get_short_name(), case.began_on)
    points = ranges_over_time(case.own, rule=case.rule, episodes=case.history.episodes)
    return Reasons(
        sentence=wording.say_why(why, case.strain, is_last=not case.has_later_scores),
        named=open_field(case.keys, episode.person_id, TABLE, episode.id, "sealed_named", episode.sealed_named),
        nearby=describe_power_events(tuple(events), around=case.began_on),
        comparison=wording.say_comparison(why, case.strain),
        points=points[-POINTS:],
        from_paper=find_mark(episode.check_in) if episode.check_in and points else None,
    )


def _standing(case: Case, can_write: bool) -> Standing:
    episode, repair = case.episode, _assess(case)
    return Standing(
        opened_on=day_of(episode.opened_at),
        closed_at=episode.closed_at,
        outcome=episode.outcome,
        can_undo=can_write and episode.closed_at is not None and can_reopen(episode.closed_at, case.at),
        shared_on=day_of(episode.shared_at) if episode.shared_at else None,
        next_step=suggest_next_step(
            person_name=case.first,
            is_talked_about=episode.talked_about_on is not None,
            is_tried=episode.tried_on is not None,
            is_answered_here=case.is_with_reader and "practitioner" in case.answers,
            repair=repair,
        ),
        suggestion=wording.say_repair(repair, case.strain, case.reader, has_later_scores=case.has_later_scores),
        suggested=repair.state,
    )


def _assess(case: Case) -> Repair:
    """Rule 8, by what the reader may see: the scores only for those who may read them, the answers when both are in."""
    person_says, practitioner_says = case.both
    return assess_repair(
        case.history.check_ins,
        relationship_id=case.episode.relationship_id,
        fell_on=case.began_on,
        dropped_from=case.strain.dropped_from if case.strain else None,
        rule=case.strain.rule if case.strain else case.rule,
        on=day_of(case.at),
        person_says=person_says,
        practitioner_says=practitioner_says,
    )


def _help(case: Case, can_write: bool) -> HelpSoFar:
    person_says, practitioner_says = case.both
    is_answered_here = case.is_with_reader and "practitioner" in case.answers
    is_asked = case.episode.tried_on is not None and case.episode.closed_at is None
    return HelpSoFar(
        person=person_says,
        practitioner=practitioner_says,
        is_answered_here=is_answered_here,
        can_answer=can_write and case.is_with_reader and is_asked and not is_answered_here,
    )


def _steps(case: Case) -> tuple[StepDone, ...]:
    rows = EpisodeStep.objects.filter(episode=case.episode).select_related("done_by").order_by("done_at", "id")
    return tuple(
        StepDone(
            kind=row.kind,
            outcome=row.outcome,
            on=row.happened_on,
            words=step_words(case.keys, case.episode.person_id, row),
            who="You" if row.done_by_id == case.viewer.id else row.done_by.get_short_name(),
        )
        for row in rows
    )


def _who_else(case: Case) -> tuple[list[str], str]:
    """Return the names of the others who can open this page, and of the supervisor who could if it were shared."""
    rows = live_relationships(case.at).filter(person=case.episode.person_id).order_by("kind", "starts_on")
    found = list(rows.select_related("practitioner__supervisor"))
    supervisors = [row.practitioner.supervisor for row in found if row.kind == "allocated"]
    supervisor = next((s for s in supervisors if s), None)
    readers = [row.practitioner for row in found]
    if supervisor and case.episode.shared_at:
        readers.append(supervisor)
    names = {reader.id: reader.name for reader in readers if reader.id != case.viewer.id}
    return list(names.values()), supervisor.name if supervisor else ""


def _next_session_id(episode: Episode) -> UUID | None:
    return CaseloadState.objects.filter(person=episode.person_id).values_list("next_session", flat=True).first()
