"""Days and times as the person's side says them, in both languages."""

from datetime import date, time

from alongside.domain.questionnaires.definition import Language

_DAYS = {
    Language.ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    Language.WELSH: ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"),
}
_MONTHS = {
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.WELSH: (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip


def say_day(day: date, *, language: str) -> str:
    """Return *Friday 27 November 2026*, for a language code such as "en-gb" or "cy". Raises LanguageNotFound."""
    chosen = Language.of(language)
    return f"{_DAYS[chosen][day.weekday()]} {day.day} {_MONTHS[chosen][day.month - 1]} {day.year}"


def say_month(day: date, *, language: str) -> str:
    """Return *November 2026*. Raises LanguageNotFound."""
    return f"{_MONTHS[Language.of(language)][day.month - 1]} {day.year}"


def say_time(at: time) -> str:
    """Return *2:30pm*, or *2pm* on the hour. Both languages write it so."""
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
