"""The settings of a version after this one, which has tables of its own to make."""

from alongside.project.settings import *  # noqa: F403  everything but what stands here

MIGRATION_MODULES = {"records": "tests.nightly.next_version.migrations"}
