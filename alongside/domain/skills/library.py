"""The modules of a service: ours, without those it hides, and its own beside them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from alongside.domain.skills.modules import Family, Module
from alongside.domain.skills.reading import read_module
from alongside.domain.skills.table import ContentBroken

FILES = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Library:
    """All modules by their id. hidden are those that are not offered to anybody new."""

    modules: Mapping[str, Module]
    hidden: frozenset[str] = frozenset()

    @property
    def offered(self) -> tuple[Module, ...]:
        """Return the modules that may be begun, family by family."""
        order = {family: place for place, family in enumerate(Family)}
        shown = [module for module in self.modules.values() if module.id not in self.hidden]
        return tuple(sorted(shown, key=lambda module: order[module.family]))

    def find(self, module_id: str) -> Module | None:
        """Return a module, hidden or not, or None: whoever is in the middle of one that was hidden goes on with it."""
        return self.modules.get(module_id)

    def is_withdrawn(self, module_id: str) -> bool:
        """Return whether nobody new can begin a module: it was hidden, or it is not there any more."""
        return module_id in self.hidden or module_id not in self.modules

    def due_for_review(self, today: date) -> tuple[Module, ...]:
        """Return the modules whose day of review has come."""
        return tuple(module for module in self.offered if module.review_on <= today)


@cache
def shipped_modules() -> tuple[Module, ...]:
    """Return the modules that come with the software, in the order of their files. Raises ContentBroken."""
    paths = sorted(FILES.glob("*/*.toml"))
    return read_modules({f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8") for path in paths})


def read_modules(texts: Mapping[str, str]) -> tuple[Module, ...]:
    """Return the modules of several files, by the names of the files. Raises ContentBroken, also for an id that is twice."""
    found: dict[str, Module] = {}
    for file, text in texts.items():
        module = read_module(text, file=file)
        if module.id in found:
            raise ContentBroken(file, "id", f"another file has the id {module.id} already")
        found[module.id] = module
    return tuple(found.values())


def make_library(*, own: Mapping[str, str] | None = None, hidden: Collection[str] = ()) -> Library:
    """Return the library of a service. own are its files by their names, hidden the ids of what it does not want.

    An id of ours stays ours: work that somebody has begun must not turn into something else under their hands. Whoever
    wants to change one of our modules hides it and brings a copy with another id. Raises ContentBroken.
    """
    ours = {module.id: module for module in shipped_modules()}
    theirs = _read_own(own or {}, ours)
    return Library(ours | {module.id: module for module in theirs}, frozenset(hidden))


def _read_own(own: Mapping[str, str], ours: Mapping[str, Module]) -> Sequence[Module]:
    modules = read_modules(own)
    for file, module in zip(own, modules, strict=True):
        if module.id in ours:
            raise ContentBroken(file, "id", f"{module.id} is a module of ours, so give yours another id")
    return modules
