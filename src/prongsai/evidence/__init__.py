"""Evidence (หลักฐาน): what rooms can say about themselves in numbers, and who asks for it.

A room registers small queries in its `evidence.py`; the report asks for them by issue. Neither knows the other.
"""
