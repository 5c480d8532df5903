//! Who this device is, and which incarnation of it writes into a file.
//!
//! The identity does not live in the database: a copied file would carry it along, and two copies
//! would then write changes under one name. It lives in the state directory, keyed by the file's
//! id and place. The *incarnation* is renewed whenever the file is not exactly the one that this
//! device left behind: copied, restored from a backup, replaced, or opened elsewhere.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

/// One installation of the program for one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub Uuid);

impl DeviceId {
    /// A device that nobody has seen.
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }

    /// The device of a fixed world.
    pub fn seeded(seed: u64) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, &seed.to_be_bytes()))
    }
}

/// A life of a device in one file: changes are numbered within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The device.
    pub device: DeviceId,
    /// Renewed when the file is not the one that was left behind.
    pub incarnation: Uuid,
}

/// What the state directory remembers of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    incarnation: Uuid,
    /// The last sequence number written under this incarnation.
    sequence: i64,
    /// (device, inode) of the file, where the platform has them.
    node: (u64, u64),
}

/// The record of one file in the state directory.
#[derive(Debug)]
pub struct FileIdentity {
    device: DeviceId,
    /// `None`: in memory only.
    record: Option<PathBuf>,
    node: (u64, u64),
    incarnation: Uuid,
    /// The last sequence number that this run wrote under the incarnation.
    written: i64,
}

impl FileIdentity {
    /// The identity to write with into the file `file_id` at `path`.
    ///
    /// `last_sequence` tells how far the log in the file goes for an origin (0 = unknown to it);
    /// the remembered incarnation is kept only if that is exactly where it was left.
    ///
    /// # Errors
    /// Fails when `last_sequence` fails.
    pub fn of<E>(
        env: &super::Env,
        file_id: Uuid,
        path: &Path,
        last_sequence: impl Fn(Origin) -> Result<i64, E>,
    ) -> Result<Self, E> {
        let node = node_of(path);
        // What lives in memory is gone with its session: nothing is worth remembering of it.
        let state = env.state.as_deref().filter(|_| path.exists());
        let record = state.map(|state| record_path(state, file_id, path));
        let left = record.as_deref().and_then(read_record);
        let incarnation = match left {
            Some(left)
                if left.node == node
                    && last_sequence(Origin {
                        device: env.device,
                        incarnation: left.incarnation,
                    })? == left.sequence =>
            {
                left.incarnation
            }
            _ => env.new_uuid(),
        };
        Ok(Self { device: env.device, record, node, incarnation, written: 0 })
    }

    /// (device, inode) of the file as it was opened; (0, 0) where there is none.
    pub const fn node(&self) -> (u64, u64) {
        self.node
    }

    /// Takes a new incarnation when the log, which goes up to `last` under the present one, is
    /// shorter than it was left: an older file was copied over the one that is open.
    pub fn before_writing(&mut self, env: &super::Env, last: i64) {
        let left = self.record.as_deref().and_then(read_record);
        let left = left.filter(|left| left.incarnation == self.incarnation);
        if last < left.map_or(0, |left| left.sequence).max(self.written) {
            self.renew(env);
        }
    }

    /// Takes a new incarnation: changes under the present one came from elsewhere.
    pub fn renew(&mut self, env: &super::Env) {
        (self.incarnation, self.written) = (env.new_uuid(), 0);
    }

    /// Under which name changes are written.
    pub const fn origin(&self) -> Origin {
        Origin { device: self.device, incarnation: self.incarnation }
    }

    /// Remembers that the log goes up to `sequence`. Called inside the transaction, before it
    /// commits: should the commit fail, the numbers disagree and the next one takes a new
    /// incarnation, which costs nothing. A state directory that cannot be written costs no more.
    pub fn wrote(&mut self, sequence: i64) {
        self.written = sequence;
        let Some(record) = &self.record else { return };
        let (device, inode) = self.node;
        let left = format!("{} {sequence} {device} {inode}\n", self.incarnation);
        if fs::write(record, left).is_err() {
            // What stands there is behind now: the next open sees that and takes a new one.
            self.record = None;
        }
    }
}

/// The device's id in the state directory, made on first use. A directory that cannot be written
/// gives a passing identity: everything still works, only under a new name each time.
pub fn device_in(state: &Path) -> DeviceId {
    let file = state.join("device");
    let read = || fs::read_to_string(&file).ok()?.trim().parse().ok();
    if let Some(uuid) = read() {
        return DeviceId(uuid);
    }
    let device = DeviceId::random();
    let write = || -> io::Result<()> {
        private_dir(state)?;
        let mut fresh = tempfile::NamedTempFile::new_in(state)?;
        io::Write::write_all(&mut fresh, format!("{}\n", device.0).as_bytes())?;
        // Two first starts at once: the first one names the device.
        fresh.persist_noclobber(&file)?;
        Ok(())
    };
    match write() {
        Ok(()) => device,
        Err(_) => read().map_or(device, DeviceId),
    }
}

/// Makes a directory and its parents, readable by their owner alone.
///
/// # Errors
/// Fails like [`fs::create_dir_all`].
pub fn private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn record_path(state: &Path, file_id: Uuid, path: &Path) -> PathBuf {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let place = Uuid::new_v5(&file_id, place.as_os_str().as_encoded_bytes());
    let folder = state.join("files");
    // Failing here shows as a record that cannot be written.
    let _ = private_dir(&folder);
    folder.join(place.to_string())
}

fn read_record(record: &Path) -> Option<Left> {
    let text = fs::read_to_string(record).ok()?;
    let mut words = text.split_whitespace();
    Some(Left {
        incarnation: words.next()?.parse().ok()?,
        sequence: words.next()?.parse().ok()?,
        node: (words.next()?.parse().ok()?, words.next()?.parse().ok()?),
    })
}

/// (device, inode): tells a file from another one that took its name.
#[cfg(unix)]
pub fn node_of(path: &Path) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or((0, 0), |data| (data.dev(), data.ino()))
}

/// The platform has no inode numbers: the sequence alone tells.
#[cfg(not(unix))]
pub fn node_of(_path: &Path) -> (u64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::env::Env;

    fn open(env: &Env, path: &Path, sequence: i64) -> FileIdentity {
        let known = |_| Ok::<_, Infallible>(sequence);
        FileIdentity::of(env, Uuid::nil(), path, known).unwrap()
    }

    #[test]
    fn the_incarnation_stays_with_the_file_that_was_left_and_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let env = Env::system(Some(dir.path().join("state")));
        let (file, copy) = (dir.path().join("a.db"), dir.path().join("b.db"));
        fs::write(&file, "a").unwrap();
        fs::write(&copy, "a").unwrap();
        let mut first = open(&env, &file, 0);
        first.wrote(5);
        let before = first.origin();
        assert_eq!(open(&env, &file, 5).origin(), before, "the same file");
        assert_ne!(open(&env, &file, 4).origin(), before, "an older backup came back");
        assert_ne!(open(&env, &copy, 5).origin(), before, "a copy");
        first.before_writing(&env, 5);
        assert_eq!(first.origin(), before, "still the same file");
        first.before_writing(&env, 4);
        assert_ne!(first.origin(), before, "an older one was copied over it");
        fs::rename(&copy, &file).unwrap();
        assert_ne!(open(&env, &file, 5).origin(), before, "replaced underneath");
    }

    #[test]
    fn the_device_keeps_its_name_between_runs() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        assert_eq!(device_in(&state), device_in(&state));
    }
}
