"""Processes that end together, and addresses that are free."""

import ctypes
import os
import signal
import subprocess  # nosec B404
import sys
import threading

import click

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 20


def end_with(parent: int) -> None:
    """Ask Linux to end this process when its parent is gone, even by kill -9.

    Else a server's orphan would go on answering beside the next server on the same port.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it went before we could ask
        sys.exit(1)


class Background:
    """The worker's process: started again when it ends by itself, ended with the server."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Let the worker finish its step, then go."""
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()  # its transaction is rolled back, and the next worker begins the step anew

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "alongside.commands.main", "work", "--parent", str(os.getpid())]
        # A session of its own, so that Ctrl-C reaches it through stop() and not in the middle of a step.
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603  # nosec B603

    def _watch(self) -> None:
        while not self._stopping.is_set():
            code = self._process.wait()
            if not self._stopping.wait(1):
                click.echo(f"The worker ended with code {code} and is started again.", err=True)
                self._process = self._start()
