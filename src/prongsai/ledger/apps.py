from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "prongsai.ledger"
    verbose_name = "สมุดบันทึกสาธารณะ"
