"""Registers the start-up checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project itself, so that its checks run at every start."""

    name = "alongside.project"
    label = "project"

    def ready(self) -> None:
        from alongside.project import checks  # noqa: F401  registers the checks on import
