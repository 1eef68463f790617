"""Running a program and reading what it costs."""

import os
import subprocess
import time


def run(command, **more):
    """Runs it to its end: (exit status, wall seconds, user seconds, system seconds)."""
    begun = time.monotonic()
    process = subprocess.Popen(command, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - begun, usage.ru_utime, usage.ru_stime


def instructions(command):
    """User instructions, counted by callgrind."""
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in result.stderr.splitlines():
        if "Collected :" in line:
            return int(line.split()[-1])
    raise SystemExit(result.stderr)


def cpu(pid):
    """Seconds of CPU used so far, user and system."""
    return sum(cpu_by_kind(pid))


def cpu_by_kind(pid):
    """The same, apart."""
    with open("/proc/%d/stat" % pid) as file:
        fields = file.read().rpartition(")")[2].split()
    return [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:13]]


def memory(pid):
    """Megabytes: resident, of it anonymous, and the proportional share."""
    found = {}
    for name in ("status", "smaps_rollup"):
        with open("/proc/%d/%s" % (pid, name)) as file:
            for line in file:
                key, _, value = line.partition(":")
                if value.strip().endswith("kB"):
                    found[key] = int(value.split()[0]) / 1024
    with open("/proc/%d/status" % pid) as file:
        threads = [line.split()[1] for line in file if line.startswith("Threads")][0]
    return {"RSS": found["VmRSS"], "anonymous": found["RssAnon"], "file": found["RssFile"],
            "PSS": found["Pss"], "peak": found["VmHWM"], "threads": int(threads)}
