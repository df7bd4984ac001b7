from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "minzhifa.access"
    label = "access"
    verbose_name = "访问控制"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models exist only now: register who may read them."""
        from minzhifa.access.reach import register_all  # noqa: PLC0415 -- models load first

        register_all()
