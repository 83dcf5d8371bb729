"""One random interruption after another; see interruptions.sh, which starts it."""
import collections, concurrent.futures, json, os, pathlib, random, signal, socket, sqlite3, subprocess, sys, tempfile, time
import urllib.request

ROUNDS, SEED, BESIDE = (int(a) for a in sys.argv[1:4])
SOAK, BENCH = sys.argv[4:6]
WAYS = ["ctrl-c", "target killed", "target restarted"]
LOADS = [("fast", "{ inject: { rate: 500/s, during: 30s } }"), ("http", "{ inject: { rate: 300/s, during: 30s } }"),
         ("fast", "{ keep-constant: { copies: 4, during: 30s } }"), ("http", "{ keep-constant: { copies: 4, during: 30s } }")]
COLUMNS = "asked, sent, completed, failed, timed_out, cancelled"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
        return True
    except OSError:
        return False


class Supervisor:
    """Starts a target, and starts it again."""

    def __init__(self, port):
        self.port = port
        self.start()

    def start(self):
        self.process = subprocess.Popen(["dotnet", BENCH, "serve", str(self.port)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def restart(self):
        self.kill()
        self.start()


def target_of(process):
    """The target that the harness started: the one below it that serves."""
    for child in subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True).stdout.split():
        command = pathlib.Path(f"/proc/{child}/cmdline").read_bytes()
        if b"LoadBench.dll\0serve" in command and command.startswith(b"dotnet"):
            return int(child)
        if below := target_of(child):
            return below
    return None


def scenario(folder, load, port, isStarted):
    transport, simulation = LOADS[load]
    started = f'command: [dotnet, "{BENCH}", serve, "{port}"], ' if isStarted else ""
    path = folder / "scenario.yaml"
    path.write_text(f"""name: interruptions
target: {{ {started}url: "http://127.0.0.1:{port}" }}
load:
  warm-up: 1s
  stop-within: 1s
  transport: {transport}
  http: {{ timeout: 2s }}
  simulations: [ {simulation} ]
  requests: [ {{ name: a, path: /a }}, {{ name: b, path: /b, weight: 2 }} ]
""")
    return path


def wrong_sums(name, row, never_sent):
    asked, sent, *ends = row
    problems = []
    if sent != sum(ends):
        problems.append(f"{name}: sent {sent}, ended {ends}")
    if never_sent is not None and asked != sent + never_sent:
        problems.append(f"{name}: asked {asked}, sent {sent}, never sent {never_sent}")
    return problems


def check(run):
    """What does not add up, and the counts of the whole."""
    report = json.loads((run / "report.json").read_text())["load"]
    database = sqlite3.connect(run / "recording.db")
    windows = database.execute(f"SELECT step, t, backlog, in_flight, {COLUMNS} FROM load_window ORDER BY t").fetchall()
    steps, problems, whole = collections.defaultdict(list), [], None
    for step, *rest in windows:
        steps[step].append(rest)
    for step, rows in steps.items():
        last = rows[-1]
        sums = [sum(column) for column in list(zip(*rows))[3:]]
        problems += wrong_sums(f"recording '{step}'", sums, last[1])
        if last[2] != 0:
            problems.append(f"recording '{step}': {last[2]} in flight at the end")
        whole = sums if step == "" else whole
    parts = [sum(column) for column in zip(*[[sum(c) for c in list(zip(*rows))[3:]] for s, rows in steps.items() if s])]
    # Every iteration that was sent is one request.
    if parts[1:] != whole[1:]:
        problems.append(f"recording: whole {whole}, steps together {parts}")
    # The report leaves the warm-up out; what waited or was under way at its end was asked for before and ends after.
    waiting, under_way = database.execute("SELECT backlog, in_flight FROM load_window WHERE warm_up AND step = '' "
                                          "ORDER BY t DESC LIMIT 1").fetchone() or (0, 0)
    if report is not None:
        row = [report[k.strip()] for k in COLUMNS.split(",")]
        never = steps[""][-1][1]
        if row[1] + under_way != sum(row[2:]) or row[0] + waiting != row[1] + never:
            problems.append(f"report.json: {row}, never sent {never}; the warm-up left {waiting} waiting, {under_way} under way")
        counted = database.execute("SELECT " + ", ".join(f"sum({c})" for c in COLUMNS.split(","))
                                   + " FROM load_window WHERE step = '' AND NOT warm_up").fetchone()
        if list(counted) != row:
            problems.append(f"report.json: {row}, recording {counted}")
    return problems, whole


def one(number):
    chance = random.Random(SEED * 100_003 + number)
    way, load, at = chance.choice(WAYS), chance.randrange(len(LOADS)), 1.2 + chance.random() * 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        port = free_port()
        isStarted = way == "target killed"
        target = None if isStarted else Supervisor(port)
        try:
            while target and not answers(port):
                time.sleep(0.05)
            with open(folder / "log", "w") as log:
                harness = subprocess.Popen(["dotnet", SOAK, "run", scenario(folder, load, port, isStarted), "--out", folder / "runs"],
                                           stdout=log, stderr=log)
            try:
                await_load(folder / "log", harness)
                time.sleep(at)
                if isStarted:
                    os.kill(target_of(harness.pid), signal.SIGKILL)
                elif way == "target restarted":
                    target.restart()
                if way != "ctrl-c":
                    time.sleep(0.5 + chance.random())
                if harness.poll() is None:
                    harness.send_signal(signal.SIGINT)
                code = harness.wait(60)
            except Exception as failure:
                return number, way, load, [f"{type(failure).__name__}: {failure}\n{(folder / 'log').read_text()}"], None, None
            finally:
                if harness.poll() is None:
                    harness.kill()
                    harness.wait()
            [run] = (folder / "runs").iterdir()
            problems, whole = check(run)
            if code not in (0, 1, 3, 4, 5, 130):
                problems.append(f"the harness exited with {code}")
            return number, way, load, problems, whole, code
        finally:
            if target:
                target.kill()


def await_load(log, harness):
    """The load goes out."""
    until = time.time() + 60
    while "warm-up" not in log.read_text():
        if time.time() > until or harness.poll() is not None:
            raise TimeoutError("the load did not begin")
        time.sleep(0.1)


# A shell has what it starts in the background ignore Ctrl+C, and so would the harness.
signal.signal(signal.SIGINT, signal.default_int_handler)
wrong, totals, ways = 0, [0] * 6, collections.Counter()
with concurrent.futures.ThreadPoolExecutor(BESIDE) as pool:
    for number, way, load, problems, whole, code in pool.map(one, range(1, ROUNDS + 1)):
        ways[way] += 1
        wrong += bool(problems)
        totals = [a + b for a, b in zip(totals, whole or [0] * 6)]
        print(f"{number}: {way}, {LOADS[load][0]}, {LOADS[load][1].split(':')[0].strip('{ ')}: {whole}, exit {code}, "
              + ("adds up" if not problems else "WRONG: " + "; ".join(problems)), flush=True)
print(f"{ROUNDS} interruptions ({', '.join(f'{n} x {w}' for w, n in sorted(ways.items()))}): {wrong} did not add up")
print("asked, sent, completed, failed, timed out, cancelled: " + ", ".join(f"{t:,}" for t in totals))
sys.exit(wrong > 0)
