from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "prongsai.accounts"
    verbose_name = "เจ้าหน้าที่"

    def ready(self) -> None:
        autodiscover_modules("worklist")
