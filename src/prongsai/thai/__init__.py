"""Thai (ภาษาไทย): digits, Buddhist-era dates, fiscal years, baht in words, national IDs, spaces and words. Pure Python, no Django."""
