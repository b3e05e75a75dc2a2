"""Standing people for tests: who is who, made through the operations wherever one exists."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.casework.people.operations import PersonFacts, SupervisionFacts, add_person
from alongside.casework.people.sealing import Needs, PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.models import Cover, Exclusion, Team, User

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TOMOS = PersonFacts(
    name=PersonName("Tomos", "Bevan", said_as="TOM-oss", pronouns="he, him"),
    born_on=date(1999, 3, 1),
    jurisdiction=Jurisdiction.ENGLAND_WALES,
    needs=Needs(languages="Welsh and English", communication="Large print"),
    identifiers=[("CRN", "X123456")],
    supervision=SupervisionFacts("order", "Community order, 18 months", date(2026, 4, 1), date(2027, 9, 30)),
)


@dataclass
class Cast:
    """Everybody a permission test needs. The person is Tomos, allocated to the practitioner."""

    team: Team
    practitioner: User
    supervisor: User
    cover: User
    colleague: User
    excluded: User
    stranger: User
    privacy_officer: User
    safeguarding_lead: User
    evaluator: User
    administrator: User
    person_id: UUID

    def staff(self) -> dict[str, User]:
        """Return every user by their part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def make_user(name: str, *roles: str, team: Team | None = None, supervisor: User | None = None) -> User:
    """Make a user whose address is their first name."""
    address = f"{name.split()[0].lower()}@example.org"
    return User.objects.create(email=address, name=name, roles=list(roles), team=team, supervisor=supervisor)


def make_cast(*, at: datetime = START) -> Cast:
    """Make everybody, with the cover live for the week of `at` and the exclusion set."""
    team = Team.objects.create(name="Cardiff East")
    supervisor = make_user("Marian Ellis", "supervisor", team=team)
    ruth = make_user("Ruth Adeyemi", "practitioner", team=team, supervisor=supervisor)
    cover = make_user("Callum Price", "practitioner", team=team, supervisor=supervisor)
    excluded = make_user("Erin Bevan", "practitioner", team=team, supervisor=supervisor)
    person_id = add_person(facts=TOMOS, by=actor_for(ruth), at=at)
    day = at.date()
    Cover.objects.create(
        practitioner=ruth, covering=cover, person_id=person_id, starts_on=day, ends_on=day.replace(day=day.day + 6),
        arranged_by=supervisor, arranged_at=at,
    )  # fmt: skip
    Exclusion.objects.create(person_id=person_id, user=excluded, set_by=supervisor, set_at=at)
    return Cast(
        team=team,
        practitioner=ruth,
        supervisor=supervisor,
        cover=cover,
        colleague=make_user("Colin Ode", "practitioner", team=team, supervisor=supervisor),
        excluded=excluded,
        stranger=make_user("Sana Malik", "practitioner", "supervisor", team=Team.objects.create(name="Newport")),
        privacy_officer=make_user("Petra Lund", "privacy_officer"),
        safeguarding_lead=make_user("Seren Parry", "safeguarding_lead"),
        evaluator=make_user("Evan Roe", "evaluator"),
        administrator=make_user("Adam Kerr", "administrator"),
        person_id=person_id,
    )
