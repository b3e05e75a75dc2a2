from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """Makes the `govuk` template tags loadable."""

    name = "alongside.pages.layout"
    label = "layout"
