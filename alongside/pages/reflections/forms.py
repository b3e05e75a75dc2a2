"""What is typed in a reflection, read into the words of casework."""

from django import forms
from django.http import QueryDict

from alongside.casework.reflections.operations import Reflected
from alongside.domain.reflections import PROMPTS
from alongside.pages.sessions.forms import TAB


class ReflectionForm(forms.Form):
    """What a tab sends. Whatever else is wrong with it, the words are taken."""

    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    tab = forms.RegexField(TAB, required=False)
    by = forms.CharField(required=False, max_length=40)
    to_share = forms.BooleanField(required=False)

    def __init__(self, posted: QueryDict) -> None:
        super().__init__(posted)
        self.answers = tuple(posted.get(f"text-{position}", "") for position in range(len(PROMPTS)))
        self.is_valid()

    def reflected(self) -> Reflected:
        """Return what was typed."""
        return Reflected(self.answers, self.cleaned_data.get("revision") or 0, self.cleaned_data.get("tab", ""))

    def is_by(self, user_id: str) -> bool:
        """Return whether it was typed on a page of this user, as far as the page said whose it was."""
        return self.cleaned_data.get("by", "") in ("", user_id)


class LineForm(forms.Form):
    """Which line is shared."""

    line = forms.CharField()


class LineIdForm(forms.Form):
    """Which shared line is taken back."""

    line = forms.UUIDField()


class PageForm(forms.Form):
    """Which page of the list."""

    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
