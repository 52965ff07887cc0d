"""Django's SQLite backend with one writer gate, so that no writing process starves.

SQLite lets waiting writers poll; under load one of them can lose for seconds. A file lock queues them instead.
"""
