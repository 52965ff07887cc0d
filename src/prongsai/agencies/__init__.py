"""The local government itself (องค์กรปกครองส่วนท้องถิ่น): its divisions, year, days off, and the dated rules it works under.

Every row of every room belongs to one agency. `agencies.tenancy` holds the one manager and the one
middleware that keep the rows of different agencies apart.
"""
