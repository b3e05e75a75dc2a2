"""Registers the start-up checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project itself, so that its checks run at every start."""

    name = "alongside.project"
    label = "project"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from alongside.project import checks  # noqa: F401  registers the checks on import
        from alongside.project.second_factor import forget_who_took_it

        authenticator_added.connect(forget_who_took_it)
