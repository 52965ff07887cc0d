"""Ledger (สมุดบันทึกสาธารณะ): one public, append-only, signed Merkle log for the whole installation.

A room calls `actions.record` inside the transaction of the change itself. The rows of entries are the source; tiles
(C2SP tlog-tiles) and the signed checkpoint (C2SP tlog-checkpoint) are files that anyone can copy and check.
The log proves that nothing was altered after it was logged, not that what was logged is true.
"""
