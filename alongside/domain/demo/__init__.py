"""A made-up service to try the software with: seeded, relative to a day, and nobody in it is real."""

from alongside.domain.demo.people import DemoPerson, make_person
from alongside.domain.demo.service import DemoService, make_service
from alongside.domain.demo.staff import DemoUser

__all__ = ["DemoPerson", "DemoService", "DemoUser", "make_person", "make_service"]
