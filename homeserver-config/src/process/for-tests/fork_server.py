"""Imports Synapse once and is forked for each homeserver that is asked for, which saves three quarters of its start.

Who connects to the Unix socket named by the first argument sends one line of JSON: the launcher, its arguments and the
folder to be in. The answer is a line with the process id; from then on the connection is the standard input and the error output
of that Synapse, so it ends for both sides as the pipes of a child would. Ends when its own standard input does.
"""

import fcntl
import gc
import json
import os
import runpy
import select
import signal
import socket
import sys


def be_synapse(connection: socket.socket) -> None:
    line = connection.makefile("r").readline()
    if not line:
        return
    launcher, arguments, folder = json.loads(line)
    os.setsid()
    os.chdir(folder)
    connection.sendall(b"%d\n" % os.getpid())
    for standard in (0, 2):
        os.dup2(connection.fileno(), standard)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # Files are closed from the lowest number on: the other side hears of the end when nothing else is open.
    fcntl.fcntl(connection, fcntl.F_DUPFD, 900)
    connection.close()

    # What was made for polling at the import belongs to the parent as well.
    from twisted.internet import reactor

    reactor.__init__()
    sys.argv = [launcher, *arguments]
    runpy.run_path(launcher, run_name="__main__")


def serve(path: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nobody waits for the forks.
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    print("listening", flush=True)
    while True:
        readable, _, _ = select.select([listener, 0], [], [])
        if 0 in readable:
            return
        connection, _ = listener.accept()
        import synapse.app.homeserver  # noqa: F401

        gc.freeze()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            be_synapse(connection)
            return
        connection.close()


serve(sys.argv[1])
