"""Runs Synapse for as long as the process that started it lives.

The starter holds the other end of our standard input. When it is gone, however it went, the read below returns and
Synapse ends in order, or at once if it has not within ten seconds.
"""

import os
import signal
import threading


def end_with_starter() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(10)
    os._exit(1)


threading.Thread(target=end_with_starter, daemon=True).start()

from synapse.app.homeserver import main  # noqa: E402

main()
