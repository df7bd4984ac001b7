"""Accounts: who may log in."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """A person's login."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
