from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EvidenceConfig(AppConfig):
    name = "prongsai.evidence"
    verbose_name = "หลักฐาน"

    def ready(self) -> None:
        autodiscover_modules("evidence")
