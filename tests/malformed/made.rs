//! Inventories that are no text files, or too large to keep.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// An inventory that is made in a folder, and the path that is named.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// The code under which its fault is named.
    pub(crate) code: &'static str,
    pub(crate) make: Box<dyn Fn(&Path) -> PathBuf>,
}

const CLEAN: &str = include_str!("clean.json");

/// How many records an odd inventory has.
pub(crate) fn expected(name: &str) -> &'static str {
    match name {
        "the_same_record_twice" => "5",
        _ => "4",
    }
}

/// The four records, a line each.
fn lines() -> String {
    let records = CLEAN.lines().filter(|line| line.starts_with("  "));
    let line = |record: &str| format!("{}\n", record.trim().trim_end_matches(','));
    records.map(line).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A file of these bytes.
fn file(name: &'static str, code: &'static str, bytes: Vec<u8>) -> Case {
    let make = move |folder: &Path| {
        let path = folder.join("inventory");
        fs::write(&path, &bytes).unwrap();
        path
    };
    Case {
        name,
        code,
        make: Box::new(make),
    }
}

/// The clean inventory in a directory, and something beside it.
fn beside(name: &'static str, code: &'static str, add: fn(&Path)) -> Case {
    let make = move |folder: &Path| {
        let directory = folder.join("exports");
        fs::create_dir(&directory).unwrap();
        fs::write(directory.join("clean.json"), CLEAN).unwrap();
        add(&directory);
        directory
    };
    Case {
        name,
        code,
        make: Box::new(make),
    }
}

/// Two of the lines.
pub(crate) fn cut_between_lines(folder: &Path) -> PathBuf {
    let path = folder.join("inventory.ndjson");
    let half: String = lines().split_inclusive('\n').take(2).collect();
    fs::write(&path, half).unwrap();
    path
}

/// Everything that is wrong.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = compressed();
    cases.extend(encoded());
    cases.extend(large());
    cases.extend(directories());
    cases
}

fn compressed() -> Vec<Case> {
    const BROKEN: &str = "source::broken_compression";
    let (gzip_file, zstd_file) = (gzip(CLEAN.as_bytes()), zstd(CLEAN.as_bytes()));
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 4].to_vec();
    let with = |bytes: &[u8], more: &[u8]| [bytes, more].concat();
    let flipped = |bytes: &[u8], from_end: usize| {
        let mut bytes = bytes.to_vec();
        let index = bytes.len() - from_end;
        bytes[index] ^= 1;
        bytes
    };
    let halves = CLEAN.split_at(CLEAN.len() / 2);
    let (first, second) = (gzip(halves.0.as_bytes()), gzip(halves.1.as_bytes()));
    vec![
        file("gzip cut off", BROKEN, cut(&gzip_file)),
        file(
            "gzip of which the head is there",
            BROKEN,
            gzip_file[..10].to_vec(),
        ),
        file("gzip with another sum", BROKEN, flipped(&gzip_file, 8)),
        file("gzip with another length", BROKEN, flipped(&gzip_file, 4)),
        file("gzip with text behind it", BROKEN, with(&gzip_file, b"[]")),
        file(
            "gzip with zeros behind it",
            BROKEN,
            with(&gzip_file, &[0; 512]),
        ),
        file(
            "gzip whose second member is cut off",
            BROKEN,
            with(&first, &cut(&second)),
        ),
        file(
            "gzip whose second member is missing",
            "source::broken_json",
            first.clone(),
        ),
        file("gzip in gzip", "source::bad_encoding", gzip(&gzip_file)),
        file("gzip of nothing", "source::empty", gzip(b"")),
        file("zstd cut off", BROKEN, cut(&zstd_file)),
        file("zstd with another sum", BROKEN, flipped(&zstd_file, 1)),
        file("zstd with text behind it", BROKEN, with(&zstd_file, b"[]")),
        file(
            "zstd with zeros behind it",
            BROKEN,
            with(&zstd_file, &[0; 512]),
        ),
        file(
            "zstd whose second frame is cut off",
            BROKEN,
            with(&zstd_file, &cut(&zstd_file)),
        ),
        file("zstd of nothing", "source::empty", zstd(b"")),
        file(
            "bzip2",
            "source::bad_encoding",
            b"BZh91AY&SY\xff\xff".to_vec(),
        ),
    ]
}

fn encoded() -> Vec<Case> {
    const BAD: &str = "source::bad_encoding";
    let inside = |bytes: &[u8]| {
        let (before, after) = CLEAN.split_at(CLEAN.find("/c\"").unwrap() + 2);
        [before.as_bytes(), bytes, after.as_bytes()].concat()
    };
    let marked = |text: &[u8]| [b"\xff\xfe", text].concat();
    let mut odd = marked(&utf_16(CLEAN));
    odd.pop();
    let lone = [&utf_16(&CLEAN[..9])[..], &[0, 0xd8], &utf_16(&CLEAN[9..])].concat();
    vec![
        file("a letter of Latin 1", BAD, inside(b"\xe9")),
        file("a sign that takes too many bytes", BAD, inside(b"\xc0\xaf")),
        file(
            "half a surrogate pair in UTF-8",
            BAD,
            inside(b"\xed\xa0\x80"),
        ),
        file("a sign beyond Unicode", BAD, inside(b"\xf4\x90\x80\x80")),
        file(
            "a sign cut off at the end",
            BAD,
            [CLEAN.as_bytes(), b"\xc3"].concat(),
        ),
        file("an odd number of bytes in UTF-16", BAD, odd),
        file("half a surrogate pair in UTF-16", BAD, marked(&lone)),
        file(
            "UTF-16 without its mark",
            "source::broken_json",
            utf_16(CLEAN),
        ),
        file("UTF-32", "source::broken_json", {
            let units = CLEAN.chars().flat_map(|sign| u32::from(sign).to_le_bytes());
            [0xff, 0xfe, 0, 0].into_iter().chain(units).collect()
        }),
    ]
}

fn large() -> Vec<Case> {
    let long = format!("{}{{\"id\": \"{}\"}}\n", lines(), "x".repeat(16 << 20));
    let spaces = vec![b' '; (64 << 20) + 1];
    let text = "x".repeat(54_000);
    let flat = format!("a: &a {text}\nb: [{}]\n", "*a, ".repeat(13_000));
    let list = "1, ".repeat(20_000);
    let nodes = format!("a: &a [{list}]\nb: [{}]\n", "*a, ".repeat(13_000));
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    vec![
        file(
            "a line of more than 16 MiB",
            "source::long_line",
            long.into_bytes(),
        ),
        file(
            "a bomb of gzip",
            "source::decompression_bomb",
            gzip(&spaces),
        ),
        file(
            "a bomb of zstd",
            "source::decompression_bomb",
            zstd(&spaces),
        ),
        file(
            "a text repeated in YAML",
            "source::alias_bomb",
            flat.into_bytes(),
        ),
        file(
            "a list repeated in YAML",
            "source::alias_bomb",
            nodes.into_bytes(),
        ),
        file("lists without end", "source::broken_json", deep("[")),
        file(
            "objects without end",
            "source::broken_json",
            deep("{\"a\":"),
        ),
        file("lists of YAML without end", "source::broken_yaml", {
            [b"a: ", &deep("[")[..]].concat()
        }),
        file("blocks of YAML without end", "source::broken_yaml", {
            [b"a:\n ", &deep("- ")[..]].concat()
        }),
    ]
}

fn directories() -> Vec<Case> {
    let lonely = |name, code, add: fn(&Path) -> PathBuf| Case {
        name,
        code,
        make: Box::new(add),
    };
    let mut cases = vec![
        beside(
            "an empty file beside a good one",
            "source::empty",
            |folder| {
                fs::write(folder.join("more.json"), "").unwrap();
            },
        ),
        beside(
            "a cut file beside a good one",
            "source::broken_json",
            |folder| {
                fs::write(folder.join("more.json"), &CLEAN[..90]).unwrap();
            },
        ),
        lonely("a path that leads nowhere", "source::missing", |folder| {
            folder.join("nowhere.json")
        }),
        lonely("a directory of nothing", "source::no_files", Path::to_owned),
        lonely("a directory of other files", "source::no_files", |folder| {
            fs::write(folder.join("clean.txt"), CLEAN).unwrap();
            folder.to_owned()
        }),
    ];
    #[cfg(unix)]
    cases.extend(links_and_pipes());
    cases
}

#[cfg(unix)]
fn links_and_pipes() -> Vec<Case> {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;
    vec![
        beside("a link to a file", "source::link", |folder| {
            symlink("clean.json", folder.join("latest.json")).unwrap();
        }),
        beside("a link to a directory", "source::link", |folder| {
            symlink("/", folder.join("more")).unwrap();
        }),
        beside("a link to nothing", "source::link", |folder| {
            symlink("nowhere.json", folder.join("more.json")).unwrap();
        }),
        beside("a link back", "source::link", |folder| {
            symlink(".", folder.join("again")).unwrap();
        }),
        beside("a pipe in a directory", "source::no_file", |folder| {
            let made = Command::new("mkfifo")
                .arg(folder.join("more.json"))
                .status();
            assert!(made.unwrap().success());
        }),
        beside("a socket in a directory", "source::no_file", |folder| {
            UnixListener::bind(folder.join("more.json")).unwrap();
        }),
    ]
}

/// What looks odd and is not wrong.
pub(crate) fn harmless() -> Vec<Case> {
    let halves = CLEAN.split_at(CLEAN.len() / 2);
    let both = |pack: fn(&[u8]) -> Vec<u8>| {
        [pack(halves.0.as_bytes()), pack(halves.1.as_bytes())].concat()
    };
    let skipped = [
        &b"\x50\x2a\x4d\x18\x03\0\0\0abc"[..],
        &zstd(CLEAN.as_bytes()),
    ]
    .concat();
    let mut cases = vec![
        file("gzip", "", gzip(CLEAN.as_bytes())),
        file("gzip in two members", "", both(gzip)),
        file("zstd in two frames", "", both(zstd)),
        file("zstd behind a frame to skip", "", skipped),
        file("a document of more than 16 MiB", "", {
            CLEAN.replace('\n', &" ".repeat(3 << 20)).into_bytes()
        }),
        beside("a file that is hidden", "", |folder| {
            fs::write(folder.join(".more.json"), "{").unwrap();
        }),
        beside("a file of another kind", "", |folder| {
            fs::write(folder.join("notes.yaml"), "notes: [\n").unwrap();
        }),
    ];
    #[cfg(unix)]
    cases.extend(odd_paths());
    cases
}

#[cfg(unix)]
fn odd_paths() -> Vec<Case> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;
    let named = |name, make: fn(&Path) -> PathBuf| Case {
        name,
        code: "",
        make: Box::new(make),
    };
    let mut cases = vec![
        named("a link that is named itself", |folder| {
            fs::write(folder.join("clean.json"), CLEAN).unwrap();
            symlink("clean.json", folder.join("latest.json")).unwrap();
            folder.join("latest.json")
        }),
        named("a pipe that is named itself", |folder| {
            let pipe = folder.join("pipe");
            let made = Command::new("mkfifo").arg(&pipe).status();
            assert!(made.unwrap().success());
            let writer = pipe.clone();
            std::thread::spawn(move || fs::write(writer, CLEAN));
            pipe
        }),
    ];
    if cfg!(target_os = "linux") {
        cases.push(named("a name that is not UTF-8", |folder| {
            let name = OsStr::from_bytes(b"caf\xe9.json");
            fs::write(folder.join(name), CLEAN).unwrap();
            folder.to_owned()
        }));
    }
    cases
}
