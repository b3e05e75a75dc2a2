"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """All tables of the casework in one app, one module per topic."""

    name = "alongside.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
