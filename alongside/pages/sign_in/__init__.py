"""Signing in, second factors and the front door."""
