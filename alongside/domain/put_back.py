"""What is done about a clock that was put back: what began later than now is over, for nobody knows how long it has lasted.

An hour that is lived twice would otherwise make half an hour on a person's side, four hours of an emergency or a session of
staff as much longer. Whoever was let in signs in once more.
"""

from datetime import timedelta

CLOCKS_APART = timedelta(minutes=1)
"""How far ahead of ours the clock of another machine of the same service may be."""
