"""The `prongsai` command (คำสั่ง prongsai): parses words, calls one action or query, prints a sentence or JSON."""
