"""The WSGI application that granian serves. It refuses to start when a check fails."""

import os
from io import StringIO

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")

application = get_wsgi_application()
call_command("check", stdout=StringIO())
