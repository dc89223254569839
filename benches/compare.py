#!/usr/bin/env python3
"""Measures kliping, and what else is installed, over archives of growing size; prints one table.

    benches/compare.py [--sizes 1000,10000,100000 | --archive FILE] [--keep FOLDER] [--rt]
                         [--kliping target/release/kliping] [--half] [--add]

For each size it makes an archive (the same one every time), lets kliping read it, then starts it again under a
pseudo-terminal of 120x40 and does what a reader does: start, hold page-down, type queries a key at a time, open
articles, sit idle. With --archive it measures that archive instead, and where its index lies in --keep, it reads it no
more. A bare program that draws one screen, the search engine alone (cargo bench --bench bare --no-run builds both) and,
where installed, newsboat, ripgrep and SQLite's FTS5 do the same work beside it in the same run, so that the ratios hold
on any machine. Times are milliseconds from the key to the last byte of the frame that answers it, or of all that it
brings; memory is anonymous memory.
Nothing but Python's own library is needed.
"""
import argparse, datetime, fcntl, json, os, pty, random, re, select, shutil, signal, sqlite3
import struct, subprocess, sys, tempfile, termios, time
from pathlib import Path

COLS, ROWS = 120, 40
ROOT = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------- the archive

COMMON = ('the of and to a in that for is on it with as was by at from be this have an are which or has but not they will '
          'more one about its new who said company its been were their would can when also there').split()
UMUM = ('yang dan di ke dari untuk dengan ini itu pada dalam tidak akan juga ada oleh mereka telah bisa sebagai saat kata '
        'perusahaan lebih kami para karena sudah kepada seperti menjadi dapat tersebut atau hanya masih bagi tahun').split()
FIRMS = ('Xiaomi Samsung Google Apple Microsoft Telkom Tokopedia Gojek Bukalapak Indosat Huawei Oppo Intel Nokia Sony '
         'Amazon Facebook Twitter Lenovo Asus').split()
SYLLABLES = [a + b for a in ('b', 'd', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'w', 'j', 'pr', 'st', 'tr')
             for b in ('a', 'e', 'i', 'o', 'u', 'an', 'en', 'in', 'or', 'er')]


class Words:
    """A vocabulary of 60,000 words in which a few are very common and most are rare."""
    def __init__(self, seed, head):
        rng = random.Random(seed)
        self.words = list(head)
        seen = set(head)
        while len(self.words) < 60_000:
            word = ''.join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3, 3, 4))))
            if word not in seen:
                seen.add(word)
                self.words.append(word)

    def pick(self, rng):
        # Zipf's law with exponent about 1, by inverting its distribution.
        return self.words[min(len(self.words) - 1, int(len(self.words) ** rng.random()) - 1)]


def article(number, english, indonesian):
    rng = random.Random(number)
    words = english if rng.random() < 0.5 else indonesian
    day = datetime.datetime(2005, 1, 1) + datetime.timedelta(seconds=rng.randrange(20 * 365 * 86400))
    firm = FIRMS[min(len(FIRMS) - 1, int(len(FIRMS) ** rng.random()) - 1)]
    length = min(4000, max(60, int(rng.lognormvariate(5.75, 0.6))))
    sentences, left = [], length
    while left > 0:
        count = rng.randint(6, 24)
        sentence = [words.pick(rng) for _ in range(count)]
        if rng.random() < 0.2:
            sentence.insert(rng.randrange(count), firm)
        if rng.random() < 0.1:
            sentence.insert(rng.randrange(count), f'{rng.choice("ABCDEFG")}{rng.randrange(10_000)}')
        sentence[0] = sentence[0].capitalize()
        sentences.append(' '.join(sentence) + '.')
        left -= count
    body = '\n'.join(' '.join(sentences[at:at + 4]) for at in range(0, len(sentences), 4))
    title = ' '.join([firm] + [words.pick(rng) for _ in range(rng.randint(4, 9))])
    return {'url': f'https://news.example/{number}', 'title': title, 'published': day.isoformat() + 'Z', 'body': body}


def make(path, count):
    if path.exists():
        return
    english, indonesian = Words(1, COMMON), Words(2, UMUM)
    with open(str(path) + '.part', 'w') as out:
        for number in range(count):
            out.write(json.dumps(article(number, english, indonesian), ensure_ascii=False) + '\n')
    os.rename(str(path) + '.part', path)


# ---------------------------------------------------------------- the terminal

class Screen:
    """As much of a terminal as is needed to know what is on it."""
    TOKEN = re.compile(rb'\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\`-~]|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f\x1b]+', re.S)

    def __init__(self):
        self.rest, self.x, self.y = b'', 0, 0
        self.cells = [[' '] * COLS for _ in range(ROWS)]

    def feed(self, data):
        data, self.rest = self.rest + data, b''
        cut = data.rfind(b'\x1b')
        if cut >= 0 and not self.TOKEN.match(data, cut):
            data, self.rest = data[:cut], data[cut:]
        for token in self.TOKEN.finditer(data):
            text = token.group()
            if token.group(4):
                if not token.group(1):
                    self.control(token.group(2), token.group(4))
            elif text[0] == 0x1b:
                pass
            elif text == b'\r':
                self.x = 0
            elif text == b'\n':
                self.y = min(ROWS - 1, self.y + 1)
            elif text == b'\b':
                self.x = max(0, self.x - 1)
            elif text[0] >= 0x20:
                for sign in text.decode('utf-8', 'replace'):
                    if self.x >= COLS:
                        self.x, self.y = 0, min(ROWS - 1, self.y + 1)
                    self.cells[self.y][self.x] = sign
                    self.x += 1

    def control(self, numbers, kind):
        given = [int(part) if part.isdigit() else 0 for part in re.split(rb'[;:]', numbers)]
        one, row = max(1, given[0]), self.cells[self.y]
        if kind in b'Hf':
            self.y = min(ROWS, one) - 1
            self.x = min(COLS, max(1, given[1] if len(given) > 1 else 1)) - 1
        elif kind == b'A':
            self.y = max(0, self.y - one)
        elif kind == b'B':
            self.y = min(ROWS - 1, self.y + one)
        elif kind == b'C':
            self.x = min(COLS - 1, self.x + one)
        elif kind == b'D':
            self.x = max(0, self.x - one)
        elif kind == b'G':
            self.x = min(COLS, one) - 1
        elif kind == b'd':
            self.y = min(ROWS, one) - 1
        elif kind == b'J' and given[0] in (2, 3):
            self.cells = [[' '] * COLS for _ in range(ROWS)]
        elif kind in b'JK':
            first, last = (self.x, COLS) if given[0] == 0 else (0, COLS if given[0] == 2 else self.x + 1)
            row[first:last] = [' '] * (last - first)
            if kind == b'J':
                for below in range(self.y + 1, ROWS):
                    self.cells[below] = [' '] * COLS
        elif kind == b'X':
            row[self.x:self.x + one] = [' '] * len(row[self.x:self.x + one])

    def text(self):
        return '\n'.join(''.join(row).rstrip() for row in self.cells)


class Run:
    """A program under a pseudo-terminal, with the moment of every chunk it writes."""
    first = False  # whether programs come before everything else on the machine
    ANSWERS = ((b'\x1b[c', b'\x1b[?62c'), (b'\x1b[6n', b'\x1b[1;1R'), (b'\x1b[?u', b'\x1b[?0u'))

    def __init__(self, command, env=None, cores=None):
        self.screen = Screen()
        self.bytes = 0
        child, self.fd = pty.fork()
        self.pid = child
        if child == 0:
            if cores:
                os.sched_setaffinity(0, cores)
            if Run.first:
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
            time.sleep(0.02)  # until the parent has set the size
            os.execvpe(command[0], command, {**os.environ, 'TERM': 'xterm-256color', **(env or {})})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', ROWS, COLS, 0, 0))
        self.begun = time.monotonic() + 0.02

    def chunk(self, wait):
        if not select.select([self.fd], [], [], max(0, wait))[0]:
            return None
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            data = b''
        now = time.monotonic()
        for question, answer in self.ANSWERS:
            if question in data:
                os.write(self.fd, answer)
        self.bytes += len(data)
        return (now, data) if data else None

    def until(self, regex, timeout=120):
        """Waits until the screen shows `regex`; the moment of the chunk that brought it."""
        regex, end = re.compile(regex, re.S), time.monotonic() + timeout
        if regex.search(self.screen.text()):
            return time.monotonic()
        while time.monotonic() < end:
            got = self.chunk(end - time.monotonic())
            if got:
                self.screen.feed(got[1])
                if regex.search(self.screen.text()):
                    return got[0]
        raise TimeoutError(f'{regex.pattern} never came; the screen is\n{self.screen.text()}')

    def answers(self, keys, quiet=0.03, timeout=5, wanted=None):
        """Sends keys; milliseconds to the end of the first frame that answers, to the last byte of all that they bring,
        and to the chunk that brings `wanted` into the top line; None where they bring nothing. What is read is looked at
        afterwards, so that looking costs nothing."""
        sent = time.monotonic()
        os.write(self.fd, keys)
        chunks, wait = [], timeout
        while got := self.chunk(wait):
            chunks.append(got)
            wait = quiet
        if not chunks:
            return None
        frame, seen, sofar = None, None, b''
        for moment, data in chunks:
            sofar += data
            if frame is None and b'\x1b[?2026l' in sofar:
                frame = moment
            self.screen.feed(data)
            if wanted and seen is None and wanted in ''.join(self.screen.cells[0]):
                seen = moment
        times = (frame or chunks[0][0], chunks[-1][0], seen)
        return tuple(None if moment is None else (moment - sent) * 1e3 for moment in times)

    def key(self, keys, quiet=0.03, timeout=5):
        """Sends keys; milliseconds to the last byte of what they bring, or None where they bring nothing."""
        times = self.answers(keys, quiet, timeout)
        return times and times[1]

    def settle(self, quiet=0.3):
        while got := self.chunk(quiet):
            self.screen.feed(got[1])

    def memory(self):
        """Anonymous memory in MB."""
        try:
            text = Path(f'/proc/{self.pid}/status').read_text()
            return int(re.search(r'RssAnon:\s*(\d+)', text).group(1)) / 1024
        except (OSError, AttributeError):
            return float('nan')

    def cpu(self):
        """CPU seconds and switches so far, of all its threads."""
        fields = Path(f'/proc/{self.pid}/stat').read_text().rsplit(')', 1)[1].split()
        switches = 0
        for task in Path(f'/proc/{self.pid}/task').iterdir():
            try:
                found = re.findall(r'ctxt_switches:\s*(\d+)', (task / 'status').read_text())
            except OSError:
                continue  # the thread has ended since the folder was read
            switches += sum(map(int, found))
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK'), switches

    def rest(self, times):
        """Waits until hardly any CPU is used for so many times 2 s; the peak of memory, and when it last worked."""
        quiet, peak, worked = 0, 0.0, 0.0
        while quiet < times:
            before = self.cpu()[0]
            self.settle(2)
            peak = max(peak, self.memory())
            busy = self.cpu()[0] - before >= 0.1
            quiet, worked = (0, time.monotonic()) if busy else (quiet + 1, worked)
        return peak, worked

    def end(self, keys=b''):
        if keys:
            os.write(self.fd, keys)
        until = time.monotonic() + 5
        while time.monotonic() < until and os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            try:
                self.chunk(0.05)
            except OSError:
                pass
            if keys == b'' and time.monotonic() > until - 4.9:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)


def real_time(first):
    """Lets this program and those it starts come before everything else on the machine, or no longer."""
    Run.first = first
    policy = os.SCHED_FIFO if first else os.SCHED_OTHER
    os.sched_setscheduler(0, policy, os.sched_param(1 if first else 0))


def quantile(values, part):
    values = sorted(value for value in values if value is not None)
    return values[min(len(values) - 1, int(len(values) * part))] if values else float('nan')


# ---------------------------------------------------------------- the programs

class Kliping:
    TYPED = ['xiaomi', 'google new', 'perusahaan yang di', '"of the" ', 'the company\b\b\b\b\b\b\bwas ', 'samsung -apple ',
             'title:sony ', 'company:goo', 'is:unread telkom', 'date:2015..2016 no', '"yang akan" ', 's', 'ba', 'pra', 'the of']

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.env = {f'KLIPING_{name}_DIR': str(folder) for name in ('CONFIG', 'DATA', 'CACHE')}

    def run(self, archive, cores=None):
        return Run([str(self.binary), str(archive)], self.env, cores)

    def index(self, archive, count, cores=None):
        """Reads a never-indexed archive: the first articles, then all of them."""
        real_time(False)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        run = self.run(archive, cores)
        first = (run.until(r'20[0-2]\d', 600) - run.begun) * 1e3
        peak, cpu = 0.0, (0, 0)
        number = re.compile(r'(?<![\d,.])' + f'{count:,}'.replace(',', r'[,. \u202f]?') + r'(?![\d,.])')
        while True:
            got = run.chunk(0.25)
            if got:
                run.screen.feed(got[1])
            peak, cpu = max(peak, run.memory()), run.cpu()
            if number.search(run.screen.text()) and not re.search(r'\d ?%', run.screen.text()):
                break
            if not got and time.monotonic() - run.begun > 36_000:
                raise TimeoutError(run.screen.text())
        wall = time.monotonic() - run.begun
        # What is merged behind the last article belongs to it; before, it may wait for the disk.
        peak, cpu = max(peak, run.rest(4)[0]), run.cpu()
        run.end(b'q')
        size = sum(file.stat().st_size for file in self.folder.rglob('*') if file.is_file() and 'marks' not in file.name)
        return {'first': first, 'wall': wall, 'cpu': cpu[0], 'peak': peak, 'size': size}

    def starts(self, archive, runs=9):
        times = []
        for _ in range(runs):
            run = self.run(archive)
            times.append((run.until(r'20[0-2]\d-\d\d-\d\d.*\n.*20[0-2]\d-\d\d-\d\d|\d{1,2} \w+ 20[0-2]\d.*\n') - run.begun) * 1e3)
            run.settle(0.1)
            run.end(b'q')
        return times

    def read_half(self, archive):
        """Marks the older half of the articles as read, by the year, as a reader does."""
        years = sorted(years_of(archive))
        run = self.run(archive)
        run.until(r'20[0-2]\d')
        run.settle(0.5)
        begun = time.monotonic()
        run.key(f':read date:..{years[len(years) // 2]}\r'.encode(), quiet=3, timeout=600)
        took = time.monotonic() - begun - 3
        # Millions are marked while nothing is drawn.
        _, worked = run.rest(1)
        took = max(took, worked - begun)
        run.end(b'q')
        with sqlite3.connect(f'file:{self.folder}/marks.db?mode=ro', uri=True) as marks:
            return marks.execute('SELECT count(*) FROM mark WHERE kind = 1 AND value IS NOT NULL').fetchone()[0], took

    def add(self, archive, count, more=100):
        """Appends articles to the archive; seconds until the program, started then, holds them, and its CPU seconds."""
        with open(archive, 'rb') as lines:
            first = [json.loads(next(lines)) for _ in range(more)]
        with open(archive, 'a') as out:
            for number, it in enumerate(first):
                it.update(title=f'Added {number} {count}', url=f'https://added.example/{count}/{number}', body=f'{it["body"]} Added {number} {count}.')
                out.write(json.dumps(it, ensure_ascii=False) + '\n')
        run = self.run(archive)
        number = re.compile(r'(?<![\d,.])' + f'{count + more:,}'.replace(',', r'[,. \u202f]?') + r'(?![\d,.])')
        seen = run.until(number.pattern, 600) - run.begun
        cpu = run.cpu()[0]
        run.settle(1)
        run.end(b'q')
        return seen, cpu

    def session(self, archive):
        run = self.run(archive)
        run.until(r'20[0-2]\d')
        run.settle(0.5)
        out = {}
        keys = [b'\x1b[6~'] * 150 + [b'G', b'gg'] * 10
        out['scroll'] = [run.answers(key) for key in keys]
        before = run.bytes
        out['line'] = [run.answers(b'j') for _ in range(50)]
        out['bytes'] = (run.bytes - before) / 50
        out['typed'] = []
        for query in self.TYPED:
            run.key(b'/')
            typed = ''
            for letter in query:
                before = typed.strip()
                typed = typed[:-1] if letter == '\b' else typed + letter
                # Where only a space came, the answer stands already.
                wanted = None if typed.strip() == before else 'for ' + typed.strip()
                out['typed'].append(run.answers(b'\x7f' if letter == '\b' else letter.encode(), wanted=wanted))
            run.key(b'\x1b', timeout=0.5)
            run.settle(0.1)
        out['open'] = [run.answers(b'J') for _ in range(40)]
        run.settle(1)
        (cpu, switches), bytes_ = run.cpu(), run.bytes
        time.sleep(10)
        out['idle'] = (run.cpu()[0] - cpu, run.cpu()[1] - switches, run.bytes - bytes_)
        out['memory'] = run.memory()
        run.end(b'q')
        return out


def bare():
    """The libraries by themselves: `draw` draws one full screen and waits, `index` is the engine alone."""
    built = sorted((ROOT / 'target/release/deps').glob('bare-*'), key=lambda path: path.stat().st_mtime)
    built = [path for path in built if os.access(path, os.X_OK) and not path.suffix]
    return str(built[-1]) if built else None


def engine(program, archive, folder, cores):
    """The search engine alone, one field with positions and the text stored: CPU seconds, seconds."""
    shutil.rmtree(folder, ignore_errors=True)
    real_time(False)
    begun = time.monotonic()
    out = subprocess.run([program, 'index', str(archive), str(folder), str(len(cores))], check=True, stdout=subprocess.PIPE,
                         preexec_fn=lambda: os.sched_setaffinity(0, cores)).stdout.split()
    wall = time.monotonic() - begun
    size = sum(file.stat().st_size for file in folder.rglob('*') if file.is_file())
    shutil.rmtree(folder)
    return {'cpu': float(out[1]), 'wall': wall, 'size': size}


def newsboat(folder, archive, count, first):
    """newsboat over the same articles as one feed in a file."""
    if not shutil.which('newsboat') or count > 100_000:
        return None
    feed, urls, cache = folder / 'feed.xml', folder / 'urls', folder / 'cache.db'
    with open(archive) as lines, open(feed, 'w') as out:
        out.write('<rss version="2.0"><channel><title>arsip</title><link>https://news.example/</link><description>x</description>')
        for line in lines:
            it = json.loads(line)
            date = datetime.datetime.fromisoformat(it['published'][:-1]).strftime('%a, %d %b %Y %H:%M:%S GMT')
            out.write(f"<item><title>{it['title']}</title><link>{it['url']}</link><guid>{it['url']}</guid><pubDate>{date}</pubDate>"
                      f"<description>{it['body']}</description></item>")
        out.write('</channel></rss>')
    urls.write_text(f'file://{feed}\n')
    (folder / 'config').write_text('refresh-on-startup no\nconfirm-exit no\n')
    real_time(False)
    base = ['newsboat', '-u', str(urls), '-c', str(cache), '-C', str(folder / 'config')]
    env = {'HOME': str(folder)}
    subprocess.run(base + ['-x', 'reload'], env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=3600)
    real_time(first)
    starts = []
    for _ in range(5):
        run = Run(base, env)
        starts.append((run.until('arsip') - run.begun) * 1e3)
        run.settle(0.2)
        last = run
        if _ < 4:
            run.end(b'q')
    opened = last.key(b'\r', quiet=1.0, timeout=60)
    scroll = [last.key(b'\x1b[6~') for _ in range(100)]
    last.key(b'/', quiet=0.3)
    os.write(last.fd, b'xiaomi')
    last.settle(0.3)
    search = last.key(b'\r', quiet=2.0, timeout=120)
    memory = last.memory()
    last.end(b'')
    return {'start': quantile(starts, 0.5), 'list': opened, 'scroll': scroll, 'search': search, 'memory': memory}


def ripgrep(archive):
    if not shutil.which('rg'):
        return None
    times = []
    for _ in range(3):
        begun = time.monotonic()
        subprocess.run(['rg', '-ic', 'xiaomi', str(archive)], stdout=subprocess.DEVNULL)
        times.append((time.monotonic() - begun) * 1e3)
    return quantile(times, 0.5)


def fts5(folder, archive, count):
    """SQLite's full-text search over the same articles: newest fifty of what begins like what is typed."""
    if count > 100_000:
        return None
    path = folder / 'fts.db'
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    try:
        db.execute("CREATE VIRTUAL TABLE a USING fts5(title, body, date UNINDEXED, prefix='1 2 3')")
    except sqlite3.OperationalError:
        return None
    cpu = time.process_time()
    with open(archive) as lines:
        db.executemany('INSERT INTO a VALUES (?,?,?)',
                       ((it['title'], it['body'], it['published']) for it in map(json.loads, lines)))
    db.commit()
    cpu = time.process_time() - cpu
    typed = []
    for word in ('xiaomi', 'perusahaan', 'the'):
        for end in range(1, len(word) + 1):
            begun = time.monotonic()
            db.execute('SELECT rowid FROM a WHERE a MATCH ? ORDER BY date DESC LIMIT 50', (word[:end] + '*',)).fetchall()
            typed.append((time.monotonic() - begun) * 1e3)
    return {'cpu': cpu, 'size': path.stat().st_size, 'typed': typed}


# ---------------------------------------------------------------- the table

def text_of(archive):
    """Bytes of headlines and bodies."""
    total = 0
    with open(archive, 'rb') as lines:
        for line in lines:
            it = json.loads(line)
            total += len(it['title'].encode()) + len(it['body'].encode())
    return total


def years_of(archive):
    """The year of each article."""
    with open(archive, 'rb') as lines:
        for line in lines:
            if found := re.search(rb'"published": ?"(\d{4})', line):
                yield int(found.group(1))


def measure(args, count):
    folder = args.keep / str(count or args.archive.stem)
    folder.mkdir(parents=True, exist_ok=True)
    archive = args.archive or folder / 'archive.jsonl'
    if count:
        make(archive, count)
    else:
        with open(archive, 'rb') as lines:
            count = sum(1 for _ in lines)
    reads = not args.archive or not (folder / 'kliping').exists()
    text = text_of(archive) if reads or count <= 100_000 else 0
    rows = {}
    command = bare()
    times = []
    real_time(args.rt)
    for _ in range(9 if command else 0):
        run = Run([command, 'draw'])
        times.append((run.until('2015') - run.begun) * 1e3)
        run.end(b'q')
    if times:
        rows['bare program: start'] = f'{quantile(times, 0.5):.1f}'
    kliping = Kliping(args.kliping, folder / 'kliping')
    if reads:
        cores = sorted(os.sched_getaffinity(0))[:2]
        if len(cores) == 2 and count <= 100_000:
            one = kliping.index(archive, count, cores[:1])
        got = kliping.index(archive, count, cores)
        rows['first articles, never indexed'] = f"{got['first']:.0f}"
        rows['indexing, MB of text a CPU second'] = f"{text / 1e6 / max(got['cpu'], 0.01):.1f}"
        rows['indexing, MB of text a second'] = f"{text / 1e6 / got['wall']:.1f}"
        if len(cores) == 2 and count <= 100_000:
            rows['indexing, two cores of one'] = f"{one['wall'] / got['wall']:.2f}"
        if command:
            alone = engine(command, archive, folder / 'engine', cores)
            rows['engine alone: MB of text a CPU second'] = f"{text / 1e6 / max(alone['cpu'], 0.01):.1f}"
            rows['engine alone: index, of the text'] = f"{alone['size'] / text:.2f}"
            rows['indexing, of the rate of the engine alone'] = f"{alone['cpu'] / max(got['cpu'], 0.01):.2f}"
        rows['indexing, peak memory'] = f"{got['peak']:.0f} MB"
        rows['index, of the text'] = f"{got['size'] / text:.2f}"
    real_time(args.rt)
    starts = kliping.starts(archive)
    rows['start'] = f'{quantile(starts, 0.5):.1f}'
    if times:
        rows['start, of bare'] = f'{quantile(starts, 0.5) / quantile(times, 0.5):.1f}'
    got = kliping.session(archive)
    pair = lambda times, at: '{:.1f} / {:.1f}'.format(*(quantile([time[at] for time in times if time], part) for part in (0.5, 0.99)))
    for name, part in (('page down, G, gg', 'scroll'), ('line down', 'line'), ('next article', 'open')):
        rows[f'{name}: to its frame, p50 / p99'] = pair(got[part], 0)
        rows[f'{name}: to the article beside it'] = pair(got[part], 1)
    rows['key of a search: to the first screen of hits'] = pair(got['typed'], 2)
    rows['key of a search: to the last byte, all counted'] = pair(got['typed'], 1)
    rows['bytes of a line down'] = f"{got['bytes']:.0f}"
    rows['memory after the session'] = f"{got['memory']:.0f} MB"
    rows['idle 10 s: CPU s, switches, bytes'] = '{:.2f}, {}, {}'.format(*got['idle'])
    if args.half:
        read, took = kliping.read_half(archive)
        rows['marked as read, in seconds'] = f'{read:,} in {took:.1f}'
        rows['start with so many read'] = f'{quantile(kliping.starts(archive), 0.5):.1f}'
        got = kliping.session(archive)
        rows['key of a search with so many read'] = pair(got['typed'], 2)
    if args.add:
        real_time(False)
        seen, cpu = kliping.add(archive, count)
        rows['100 articles more: seconds, CPU seconds'] = f'{seen:.2f}, {cpu:.2f}'
        real_time(args.rt)
    if other := newsboat(folder, archive, count, args.rt):
        rows['newsboat: start, open the list'] = f"{other['start']:.0f}, {other['list'] or float('nan'):.0f}"
        rows['newsboat: page down p50 / p99'] = f"{quantile(other['scroll'], 0.5):.1f} / {quantile(other['scroll'], 0.99):.1f}"
        rows['newsboat: one search'] = f"{other['search'] or float('nan'):.0f}"
        rows['newsboat: memory'] = f"{other['memory']:.0f} MB"
    if (other := ripgrep(archive)) is not None:
        rows['ripgrep: one search'] = f'{other:.0f}'
    if other := fts5(folder, archive, count):
        rows['SQLite FTS5: MB of text a CPU second'] = f"{text / 1e6 / max(other['cpu'], 0.01):.1f}"
        rows['SQLite FTS5: size, of the text'] = f"{other['size'] / text:.2f}"
        rows['SQLite FTS5: key of a search p50 / p99'] = f"{quantile(other['typed'], 0.5):.1f} / {quantile(other['typed'], 0.99):.1f}"
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--sizes', default='1000,10000,100000', help='articles of each archive')
    parser.add_argument('--archive', type=Path, help='measure this archive of JSON Lines with url, title, published and body')
    parser.add_argument('--keep', type=Path, help='keep archives and indexes here')
    parser.add_argument('--kliping', type=Path, default=ROOT / 'target/release/kliping')
    parser.add_argument('--rt', action='store_true', help='measure before everything else on a busy machine (needs root); not the indexing')
    parser.add_argument('--half', action='store_true', help='then mark half of the articles as read, and measure start and search again')
    parser.add_argument('--add', action='store_true', help='then append 100 articles to the archive, which keeps them, and measure until they are found')
    args = parser.parse_args()
    if not args.kliping.exists():
        sys.exit(f'{args.kliping} is not there: cargo build --release')
    passing = None
    if args.keep is None:
        passing = args.keep = Path(tempfile.mkdtemp(prefix='kliping-bench-'))
    columns = {}
    for size in [0] if args.archive else map(int, args.sizes.split(',')):
        print(f'{args.archive or size} …', file=sys.stderr)
        columns[args.archive.name if args.archive else f'{size:,}'] = measure(args, size)
    names = list(dict.fromkeys(name for rows in columns.values() for name in rows))
    cpu = next((line.split(':')[1].strip() for line in Path('/proc/cpuinfo').read_text().splitlines() if line.startswith('model name')), '?')
    print(f'{datetime.date.today()}, {os.cpu_count()} × {cpu}, load {os.getloadavg()[0]:.1f}; milliseconds where nothing is said\n')
    print('| articles | ' + ' | '.join(columns) + ' |')
    print('|---|' + '---:|' * len(columns))
    for name in names:
        print(f'| {name} | ' + ' | '.join(rows.get(name, '') for rows in columns.values()) + ' |')
    if passing:
        shutil.rmtree(passing)


if __name__ == '__main__':
    main()
