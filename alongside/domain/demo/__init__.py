"""A made-up service to try the software with: seeded, relative to a day, and nobody in it is real."""

from alongside.domain.demo.people import DemoPerson, make_person
from alongside.domain.demo.service import DemoService, make_service
from alongside.domain.demo.staff import DemoUser

# What opens the own side of one made-up person. Everybody who tries the software may know it.
DEMO_CODE, DEMO_PIN = "TRYM-YXRK-2345", "468135"

__all__ = ["DEMO_CODE", "DEMO_PIN", "DemoPerson", "DemoService", "DemoUser", "make_person", "make_service"]
