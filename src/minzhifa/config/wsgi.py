"""WSGI entry for granian."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

from minzhifa.access.grants import check_role
from minzhifa.rules import shipped

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhifa.config.settings")
application = get_wsgi_application()

# A server whose database role could read past row security must not answer a single request.
check_role()

# What has been loaded by now stays for the life of the process: it is not searched for rubbish again, and the search of
# what requests leave behind comes seldom (a tenth less CPU a filing, no pause of a whole-heap search in a request).
shipped()
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
