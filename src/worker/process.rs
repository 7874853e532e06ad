//! One worker, seen from its parent, who believes nothing that it says unseen.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::VERB;
use super::fall::Fall;
use super::protocol::{Answer, LONGEST_ANSWER, Request, next_line};

/// The bytes that are kept of what a worker says on standard error.
const LAST_WORDS: u64 = 300;

/// A running worker. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    input: Option<BufWriter<ChildStdin>>,
    answers: Receiver<Result<Answer, Fall>>,
    last_words: Option<JoinHandle<String>>,
}

impl Process {
    /// Starts this program again as a worker, with no more of this one's surroundings than pipes.
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(VERB).env_clear();
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(input), Some(output), Some(errors)) = streams else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, answers) = channel();
        thread::spawn(move || read_answers(output, &sender));
        Ok(Self {
            child,
            input: Some(BufWriter::new(input)),
            answers,
            last_words: Some(thread::spawn(|| read_last_words(errors))),
        })
    }

    /// Asks. A worker that hears nothing more is found out when it does not answer.
    pub(super) fn ask(&mut self, request: &Request<'_>) {
        let Some(input) = &mut self.input else {
            return;
        };
        let asked = serde_json::to_writer(&mut *input, request)
            .map_err(io::Error::from)
            .and_then(|()| input.write_all(b"\n"))
            .and_then(|()| input.flush());
        if asked.is_err() {
            self.input = None;
        }
    }

    /// The next answer.
    pub(super) fn answer(&mut self, deadline: Duration) -> Result<Answer, Fall> {
        match self.answers.recv_timeout(deadline) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(Fall::Late),
            Err(RecvTimeoutError::Disconnected) => Err(self.ended()),
        }
    }

    fn ended(&mut self) -> Fall {
        let _ = self.child.kill();
        let words = self.last_words.take().map(JoinHandle::join);
        Fall::Ended {
            status: self.child.wait().ok(),
            last_words: words.and_then(Result::ok).unwrap_or_default(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A worker at rest ends by itself when its input does; this one may be at anything.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_answers(output: ChildStdout, answers: &Sender<Result<Answer, Fall>>) {
    let mut output = BufReader::new(output);
    loop {
        let answer = match next_line(&mut output, LONGEST_ANSWER) {
            Ok(None) => return,
            Ok(Some(line)) => Answer::read(&line).map_err(|_| Fall::Garbled),
            Err(_) => Err(Fall::Garbled),
        };
        let is_last = answer.is_err();
        if answers.send(answer).is_err() || is_last {
            return;
        }
    }
}

/// What a worker says first on standard error, on one line. The rest is heard and dropped, so that
/// no worker waits for a reader.
fn read_last_words(errors: ChildStderr) -> String {
    let mut errors = BufReader::new(errors);
    let mut first = Vec::new();
    let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut first);
    let _ = io::copy(&mut errors, &mut io::sink());
    let words = String::from_utf8_lossy(&first);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
