//! Watching an archive that grows: what comes is read without a restart, and while nothing comes nothing wakes.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{Event, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// So long nothing may change before the archive is read: programs write in bursts.
const QUIET: Duration = Duration::from_millis(500);

/// After so long a burst that does not end is read all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// File systems whose changes are made elsewhere and are not told here.
const REMOTE: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs2",
    "virtiofs",
];

/// What the thread that reads the archive waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stir {
    /// Something in the archive changed.
    Changed,
    /// The program ends.
    Ended,
}

/// Begins to watch an archive; every change is told to `to` for as long as the watcher lives. `own` are folders of the
/// program's own, which may lie in the archive. The error says why there is no watching.
pub fn start(
    root: &Path,
    own: Vec<PathBuf>,
    to: Sender<Stir>,
) -> Result<RecommendedWatcher, String> {
    let without = |reason: &str| format!("new articles are seen at the next start: {reason}");
    tells(root).map_err(|reason| without(&reason))?;
    let archive = root.to_owned();
    let tell = move |event: notify::Result<Event>| {
        // An error means that something was missed.
        if event.map_or(true, |event| concerns(&event, &archive, &own)) {
            // The thread that waits has ended: nobody is left to be told.
            let _ = to.send(Stir::Changed);
        }
    };
    let mut watcher =
        notify::recommended_watcher(tell).map_err(|error| without(&error.to_string()))?;
    let watched = if root.is_dir() {
        watcher.watch(root, RecursiveMode::Recursive)
    } else {
        // A file that is replaced is another file: its folder tells.
        watcher.watch(root.parent().unwrap_or(root), RecursiveMode::NonRecursive)
    };
    match watched {
        Ok(()) => Ok(watcher),
        Err(error) => Err(without(&error.to_string())),
    }
}

/// Begins to watch a folder of marks: `stirred` is called whenever a file in it but `own` changes, for as long as the
/// watcher lives. The error says why there is no watching.
pub fn others(
    folder: &Path,
    own: PathBuf,
    stirred: impl Fn() + Send + 'static,
) -> Result<RecommendedWatcher, String> {
    tells(folder)?;
    let draft = PathBuf::from(format!("{}.tmp", own.display()));
    let tell = move |event: notify::Result<Event>| {
        let theirs = |event: Event| {
            let paths = event.paths.iter();
            let mut foreign = paths.filter(|path| **path != own && **path != draft);
            event.need_rescan() || !is_harmless(event.kind) && foreign.next().is_some()
        };
        // An error means that something was missed.
        if event.map_or(true, theirs) {
            stirred();
        }
    };
    let told = |error: notify::Error| error.to_string();
    let mut watcher = notify::recommended_watcher(tell).map_err(told)?;
    watcher
        .watch(folder, RecursiveMode::NonRecursive)
        .map_err(told)?;
    Ok(watcher)
}

/// Whether the system tells what changes below a path; the error says why it does not.
fn tells(path: &Path) -> Result<(), String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    match kind_of(path, &mounts).filter(|kind| REMOTE.contains(kind)) {
        Some(kind) => Err(format!(
            "a file system of kind {kind} does not tell what changes"
        )),
        None => Ok(()),
    }
}

/// Whether an event changes nothing that is read.
const fn is_harmless(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_))
    )
}

/// Waits for a change, and then until the burst is over. `false` at the end of the program.
pub fn settled(stirs: &Receiver<Stir>) -> bool {
    if stirs.recv() != Ok(Stir::Changed) {
        return false;
    }
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match stirs.recv_timeout(QUIET) {
            Ok(Stir::Changed) => {}
            Ok(Stir::Ended) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    true
}

/// Whether an event may have changed what is to be read.
fn concerns(event: &Event, root: &Path, own: &[PathBuf]) -> bool {
    let seen = |path: &PathBuf| {
        let Ok(inside) = path.strip_prefix(root) else {
            return false;
        };
        let hidden = inside
            .components()
            .any(|part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")));
        !hidden && !own.iter().any(|folder| path.starts_with(folder))
    };
    event.need_rescan() || !is_harmless(event.kind) && event.paths.iter().any(seen)
}

/// The kind of the file system that a path lies on, by the list of what is mounted where.
fn kind_of<'m>(path: &Path, mounts: &'m str) -> Option<&'m str> {
    let mount = |line: &'m str| {
        let (front, back) = line.split_once(" - ")?;
        let point = front.split(' ').nth(4)?.replace("\\040", " ");
        path.starts_with(&point)
            .then(|| (point.len(), back.split(' ').next()))
    };
    mounts
        .lines()
        .filter_map(mount)
        .max_by_key(|(length, _)| *length)?
        .1
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use notify::event::{AccessKind, CreateKind};

    use super::*;

    #[test]
    fn only_what_is_read_concerns() {
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        let made = EventKind::Create(CreateKind::File);
        let own = [PathBuf::from("/arsip/cache")];
        let concerns = |event| concerns(&event, Path::new("/arsip"), &own);
        assert!(concerns(event(made, "/arsip/a/b.txt")));
        for path in [
            "/arsip/.git/x",
            "/arsip/a/.b.swp",
            "/arsip/cache/x",
            "/lain/a.txt",
        ] {
            assert!(!concerns(event(made, path)), "{path}");
        }
        assert!(!concerns(event(
            EventKind::Access(AccessKind::Any),
            "/arsip/a.txt"
        )));
    }

    #[test]
    fn the_nearest_mount_counts() {
        let mounts = "21 1 8:1 / / rw - ext4 /dev/a rw\n30 21 0:5 / /mnt/berita rw,x shared:1 - nfs4 host:/x rw\n";
        assert_eq!(kind_of(Path::new("/mnt/berita/2015"), mounts), Some("nfs4"));
        assert_eq!(kind_of(Path::new("/mnt/lain"), mounts), Some("ext4"));
        assert_eq!(kind_of(Path::new("/x"), ""), None);
    }

    #[test]
    fn files_of_other_machines_are_told_and_ones_own_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let own = root.join("kliping-a.marks");
        let (to, told) = mpsc::channel();
        let stirred = move || to.send(()).unwrap_or_default();
        let Ok(watcher) = others(&root, own.clone(), stirred) else {
            println!("skipped: nothing is told of changes here");
            return;
        };
        fs::write(&own, "sendiri").unwrap();
        fs::write(root.join("kliping-a.marks.tmp"), "sendiri").unwrap();
        assert!(told.recv_timeout(QUIET).is_err());
        fs::write(root.join("kliping-b.marks"), "lain").unwrap();
        assert!(told.recv_timeout(PATIENCE).is_ok());
        drop(watcher);
    }

    #[test]
    fn a_file_that_comes_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (to, stirs) = mpsc::channel();
        let Ok(watcher) = start(&root, Vec::new(), to.clone()) else {
            println!("skipped: nothing is told of changes here");
            return;
        };
        fs::create_dir(root.join("baru")).unwrap();
        fs::write(root.join("baru/a.txt"), "isi").unwrap();
        assert!(settled(&stirs));
        drop(watcher);
        let ending = thread::spawn(move || to.send(Stir::Ended));
        assert!(!settled(&stirs));
        ending.join().unwrap().unwrap();
    }
}
