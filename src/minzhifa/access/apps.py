from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "minzhifa.access"
    label = "access"
    verbose_name = "访问控制"
    default_auto_field = "django.db.models.BigAutoField"
