from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "minzhifa.desk"
    label = "desk"
    verbose_name = "办案端"
    default_auto_field = "django.db.models.BigAutoField"
