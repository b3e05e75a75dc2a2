"""The tables as they are today."""

from importlib import import_module

Migration = import_module("alongside.records.migrations.0001_initial").Migration
