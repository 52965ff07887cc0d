"""Staff (เจ้าหน้าที่) of the local governments: accounts, roles, permissions, sign-in, and what waits for whom."""
