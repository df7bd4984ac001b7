from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "minzhifa.ledger"
    label = "ledger"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models exist only now: register who may read them."""
        import_module("minzhifa.ledger.policy").install()
