"""The documents room as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the policy once the models are loaded."""

    name = "minzhifa.documents"
    label = "documents"
    verbose_name = "执法文书"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Imported here: models cannot be imported earlier."""
        from minzhifa.documents.policy import install  # noqa: PLC0415 -- models are loaded only now

        install()
