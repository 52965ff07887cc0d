from django.apps import AppConfig

from prongsai.ui import navigation


class SiteConfig(AppConfig):
    name = "prongsai.site"
    verbose_name = "หน้าแรก"

    def ready(self) -> None:
        navigation.add("home", "หน้าแรก", "Home", "site:home")
        navigation.add("scores", "ผลการประเมิน ITA", "ITA scores", "assessment:latest")
        navigation.add("verify", "ตรวจสอบ", "Verify", "ledger:verify")
        navigation.add("staff", "งานของฉัน", "My work", "site:staff", staff=True)
