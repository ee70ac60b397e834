"""gunicorn's settings, each with its reason.  `gunicorn wsgi:app` finds this file by itself."""

import atexit
import gc
import os
import shutil
import sys
import tempfile

from gunicorn.glogging import Logger

from preview.settings import Settings

settings = Settings.from_env(os.environ)  # a bad setting ends the start here, with its name

# Loopback unless told otherwise: a service that fetches links for whoever asks is opened to the
# outside on purpose.  PORT alone (as platforms set it) keeps the address.
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or '8000'}"

# Threads: the work is waiting for the web.  gevent's hits cost 0.88 of the CPU, but its misses came
# to 0.45 of the rate with 2.7 times the p99, and it forbids `preload_app`: a lock made before it
# patches the process stops every request.  sync answers hits at under half the rate, and in 4 s
# where the web is slow (bench/README.md, "Worker class").
worker_class = "gthread"

# Two: one process parses while the other answers, on the smallest machine.  gunicorn's own
# variable, so that what platforms set holds here as well.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)

# Eight more than may fetch at once: cached answers always find a thread (a hit takes less than a
# millisecond, so eight are plenty), however slow the web is: p99 64 ms, and 2 s without the eight.
threads = settings.fetch_slots + 8

# A worker that says nothing for so long is killed.  Longer than any request may take: a batch
# has its own deadline, and gthread's heartbeat does not depend on a request anyway.
timeout = max(30, int(settings.batch_deadline_s) + 15)

# On SIGTERM running requests end in peace: the longest is a batch.
graceful_timeout = int(settings.batch_deadline_s) + 5

# Longer than a reverse proxy keeps its idle connections (nginx: 60 s), so that it is the proxy
# who closes; else now and then a request meets a connection that is just being closed.
keepalive = 75

# A link of 2048 bytes, percent-encoded once more as a parameter, is up to 6144 bytes.
limit_request_line = 8190

# Of what a proxy says we read X-Forwarded-For alone, and by TRUSTED_PROXIES.  gunicorn would let
# whoever asks from loopback set the scheme, SCRIPT_NAME and PATH_INFO, and would look at the
# peer's address for that with each request, which costs a twentieth of a cached answer.
secure_scheme_headers = {}
forwarder_headers = ""
forwarded_allow_ips = "*"

# The workers' heartbeat is a file: in memory, as a slow disk would look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108

# Import once, share the pages: lxml and extruct are 40 MB.  Safe as `create_app` opens neither
# socket nor thread nor database that a fork could not carry: the store connects when first used.
preload_app = True

# No socket that takes commands: nobody here sends any, and a container's home is read-only.
control_socket_disable = True  # since gunicorn 25; older ones have none and ignore this

# Our own line for each request has the route, the code and the cache's state; gunicorn's would
# have the query, in which a key may stand.
accesslog = None


class logger_class(Logger):
    def access(self, *request):
        """Nothing: with a `logconfig_dict` gunicorn would put its line together, to drop it: a
        seventh of what a cached answer costs."""

    def warning(self, msg, *args, **more):
        """gunicorn quotes a malformed request, and its sender's address: a link with a blank in it
        makes one, and a key may stand behind it."""
        if str(msg).startswith("Invalid request from "):
            fault = sys.exc_info()[0]
            msg = f"Invalid request: {fault.__name__ if fault else 'not well-formed'}"
        super().warning(msg, *args, **more)

    def exception(self, msg, *args, **more):
        """The same for a fault of our own: the address of the request without its query."""
        super().exception(msg, *(str(arg).partition("?")[0] for arg in args), **more)


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "preview.web.logs.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "urllib3": {"level": "ERROR"},  # its warnings are a hostile site's to cause
        "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}

# Each worker counts into files of one folder, and whoever is asked for /metrics adds them up.  Made
# anew by each master, whose number is in its name, so that no count of a former life is added; a
# reload (HUP) reads this file again in the same master, and keeps the folder.
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
MASTER = os.getpid()


def forget_counts():
    if os.getpid() == MASTER:  # a worker inherits this, and ends before the others
        shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


if not os.environ.get(COUNTS, "").endswith(f"-{MASTER}"):
    os.environ[COUNTS] = tempfile.mkdtemp(f"-{MASTER}", "paper-preview-", worker_tmp_dir)
    atexit.register(forget_counts)  # also where the application does not even start


def when_ready(server):
    """What is imported stays: no worker's garbage collector needs to walk, and so copy, it."""
    gc.collect()
    gc.freeze()


def child_exit(server, worker):
    """Forget a dead worker's gauges; its counts stay, as they happened."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
