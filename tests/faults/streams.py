"""Odd surroundings of a command: streams that are closed or full, readers that go away, no home, other languages."""

from __future__ import annotations

import shlex
import signal
import subprocess
from pathlib import Path
from random import Random

from tests.faults.fault import Fault, expect
from tests.faults.ground import (
    REPOSITORY,
    ROUNDS,
    a_library,
    a_notebook,
    environment,
    is_whole,
    rounds,
    says_it_well,
)
from tests.importing.made_cases import make_files

LISTING = (
    ["list"],
    ["list", "--json"],
    ["search", "fever"],
    ["show", "PMC7"],
    ["show", "PMC7", "--json"],
    ["entities", "a"],
    ["entity", "ncbigene:100"],
    ["cite", "PMC3", "PMC4", "PMC5"],
    ["export", "--format", "json"],
    ["export", "--format", "csv"],
    ["export", "--format", "markdown"],
    ["stats"],
    ["tag"],
    ["collection"],
    ["notebook", "export", "-"],
    ["check"],
    ["doctor"],
    ["--help"],
    ["help", "import"],
    ["--version"],
)
LINEAR = ["--linear"]
_READING = (["import", "-"], ["cite", "-"], ["cite", "--from", "-"], ["notebook", "import", "-"], ["star", "-"], LINEAR)
_CHANGING = (["star", "PMC3"], ["tag", "PMC3", "--add", "x"], ["note", "PMC3", "--text", "Öäü"], ["undo"], ["redo"])


def _ground(work: Path) -> tuple[Path, Path, list[str]]:
    library, notebook = a_library(work), a_notebook(work)
    return library, notebook, ["--library", str(library), "--notebook", str(notebook)]


def _is_unharmed(library: Path, home: Path) -> None:
    is_whole(library)
    crashes = list(home.rglob("crash-*"))
    expect(not crashes, f"a crash report: {crashes and crashes[0].read_text()}")


def closed_streams(dice: Random, work: Path) -> str:
    """Any of the three closed, or standard output on a full device: an exit code, and no traceback on what is open."""
    library, _, both = _ground(work)
    home = work / "home"
    command = dice.choice((*LISTING, *_CHANGING, *_READING, ["import", str(make_files(work / "in", range(5)))]))
    ways = dice.sample(["<&-", ">&-", "2>&-", ">/dev/full", "2>/dev/full"], dice.randint(1, 2))
    line = f"exec {shlex.join([*ROUNDS, *command, *both])} {' '.join(ways)}"
    done = subprocess.run(
        ["sh", "-c", line],
        env=environment(home),
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    says_it_well(done)
    if ">/dev/full" in ways and not {">&-", "2>&-", "2>/dev/full"} & set(ways) and command in LISTING:
        expect(done.returncode == 1 and "space" in done.stderr, f"{line}: {done.returncode} {done.stderr}")
    _is_unharmed(library, home)
    return "an exit code, no traceback"


def broken_pipe(dice: Random, work: Path) -> str:
    """Whoever reads goes away at once or after a line: the command ends without a word."""
    library, _, both = _ground(work)
    home = work / "home"
    command = dice.choice((*LISTING, LINEAR))
    process = subprocess.Popen(
        [*ROUNDS, *command, *both],
        env=environment(home),
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    if dice.random() < 0.5:
        process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    code = process.wait(60)
    expect(code in (0, 1, 141, -signal.SIGPIPE), f"{command} ended with {code}: {said}")
    expect("Traceback" not in said and "Broken" not in said and "rror" not in said, f"{command} says {said}")
    _is_unharmed(library, home)
    return "ends without a word"


def odd_environment(dice: Random, work: Path) -> str:
    """No home, one that cannot be written to, other languages, unknown terminals: everything answers as ever."""
    library, _, both = _ground(work)
    home = work / "home"
    env = environment(home)
    home.mkdir(exist_ok=True)
    kinds = dice.sample(["home", "language", "terminal", "columns", "folder"], dice.randint(1, 3))
    if "home" in kinds:
        env.pop("HOME")
        if value := dice.choice(["", "/proc/no/home", "/dev/null", "relative/home", None]):
            env["HOME"] = value
    if "language" in kinds:
        env.pop("LANG")
        env |= dice.choice(
            [
                {},
                {"LANG": "C"},
                {"LC_ALL": "POSIX"},
                {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
                {"LANG": "xx_YY.latin1"},
                {"PYTHONIOENCODING": "ascii"},
                {"PYTHONIOENCODING": "utf-16"},
            ]
        )
    if "terminal" in kinds:
        env.pop("TERM")
        env |= dice.choice([{}, {"TERM": ""}, {"TERM": "dumb"}, {"TERM": "no-such-terminal"}, {"TERM": "\udce9"}])
    if "columns" in kinds:
        env["COLUMNS"] = dice.choice(["0", "1", "-5", "many", "99999"])
    options = {"cwd": "/"} if "folder" in kinds else {}
    if options:
        env["PYTHONPATH"] = str(REPOSITORY)
    command = dice.choice((*LISTING, *_CHANGING, ["check"], ["import", str(make_files(work / "in", range(900, 905)))]))
    done = rounds(*command, *both, home=home, env=env, **options)
    says_it_well(done, (0,))
    expect(done.stdout or command in _CHANGING or command[0] in ("tag", "collection"), f"{command} answers nothing")
    _is_unharmed(library, home)
    return "answers as ever"


def no_home_at_all(dice: Random, work: Path) -> str:
    """Without a home, a library and a notebook: an answer from the bundled cases, or a sentence."""
    env = environment(work / "home")
    env.pop("HOME")
    if value := dice.choice([None, "/proc/no/home", "/dev/null"]):
        env["HOME"] = value
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        env[name] = "/proc/no/home"
    command = dice.choice((["list"], ["search", "tumour"], ["entities", "alk"], ["star", "PMC1"], ["stats"], ["check"]))
    command = dice.choice((command, ["import", str(make_files(work / "in", range(5)))], ["config", "init"], ["doctor"]))
    done = rounds(*command, home=work / "home", env=env)
    says_it_well(done, (0, 1))
    expect(done.stdout or done.stderr.strip(), f"{command} says nothing")
    return "an answer or a sentence"


def interrupted(dice: Random, work: Path) -> str:
    """Ctrl-C, SIGTERM, SIGHUP at any moment of a command: it ends at once; what it writes is whole."""
    library, _, both = _ground(work)
    home = work / "home"
    files = make_files(work / "in", range(100, 700), size=2000)
    command = dice.choice((*LISTING[:14], ["import", str(files)], ["import", "-"], *_CHANGING))
    process = subprocess.Popen(
        [*ROUNDS, *command, *both],
        env=environment(home),
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    how = dice.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    try:
        # the program takes notice of Ctrl-C from its first own line on; Python itself does before that
        process.wait(dice.uniform(0.08, 0.7))
    except subprocess.TimeoutExpired:
        process.send_signal(how)
    assert process.stdin is not None
    _, said = process.communicate(timeout=60)
    code = process.returncode
    expect(code in (0, 1, 2, 128 + how, -how), f"{command} ended with {code} at {how.name}: {said}")
    expect("Traceback" not in said, f"{command}: {how.name} shows {said}")
    _is_unharmed(library, home)
    return "ended in order"


FAULTS = (
    Fault("closed-streams", "standard input, output, error closed or on a full device", closed_streams, 120, 4),
    Fault("broken-pipe", "the reader of a listing goes away", broken_pipe, 80, 3),
    Fault("environment", "no home, `LANG=C`, unknown `TERM`, odd `COLUMNS`", odd_environment, 120, 4),
    Fault("no-home", "no home anywhere, no library, no notebook", no_home_at_all, 40, 2),
    Fault("interrupts", "Ctrl-C, `SIGTERM`, `SIGHUP` at any moment of a command", interrupted, 100, 4),
)
