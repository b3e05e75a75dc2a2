"""Passwords that anybody would try first who knows what this service is."""

from django.core.exceptions import ValidationError

# Documented in docs/security/controls.md; a test compares the two.
OWN_WORDS = (
    "alongside", "probation", "practitioner", "supervisor", "supervision", "caseworker", "casework", "offender", "justice",
    "password", "welcome", "administrator", "hmpps",
)  # fmt: skip
REST = 8  # letters, figures and signs that have to be left when those words are taken away


class OwnWordsValidator:
    """Refuses a password that is little more than words of this service and its field."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when too little is left without those words."""
        left = password.lower()
        for word in OWN_WORDS:
            left = left.replace(word, "")
        if left != password.lower() and len(left.strip()) < REST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return "Choose a password that is not made of words about this service"
