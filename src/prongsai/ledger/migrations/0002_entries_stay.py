"""The database itself refuses to change entries, so that an edit past the application is an error, not a surprise.

SQLite refuses changes only: its rows are emptied one by one between tests. Deleted rows are found by the verifier.
Whoever rebuilds the table in a later migration on SQLite must make the trigger again.
"""

from __future__ import annotations

from django.db import migrations

SQLITE = """
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'entries of the log are never changed'); END
"""
POSTGRESQL = """
CREATE FUNCTION ledger_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'entries of the log are never changed'; END $$;
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_entry_stays()
"""
UNDO = {
    "sqlite": "DROP TRIGGER ledger_entry_stays",
    "postgresql": "DROP TRIGGER ledger_entry_stays ON ledger_entry; DROP FUNCTION ledger_entry_stays()",
}


def refuse_changes(apps, schema_editor):
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor], None)


def allow_changes(apps, schema_editor):
    schema_editor.execute(UNDO[schema_editor.connection.vendor], None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
