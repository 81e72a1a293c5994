"""Python imports this by its name before anything else; it is on the path of homeservers for tests alone.

SQLite no longer waits for the disk at each commit. What was committed outlives SIGKILL all the same, because the system
holds it; only a machine that loses its power forgets, and no test cuts that. A message costs a third less CPU this way,
and on a busy disk a fifth of the time.

Nor is garbage looked for while Synapse is imported, which is a tenth of its start; running, it collects by a clock of its own.
"""

import gc
import sqlite3

gc.disable()

connect = sqlite3.connect


def connect_without_waiting(*args, **kwargs):
    connection = connect(*args, **kwargs)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


sqlite3.connect = connect_without_waiting
