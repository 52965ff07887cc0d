"""The installation as a whole (หน้าแรกและหน้ารวม): home, staff home, language, health. Composes rooms; holds nothing itself."""
