"""What only a real race shows: calls on connections of their own, begun at one moment."""

import threading

import pytest
from django.db import connection, connections

needs_connections = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time"
)


def together(*calls):
    """Run the calls on threads of their own that start at once; what each gave or raised."""
    barrier, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(n, call):
        barrier.wait()
        try:
            outcomes[n] = call()
        except Exception as error:  # the test looks at it
            outcomes[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
