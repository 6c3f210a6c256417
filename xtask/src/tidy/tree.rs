//! The files of the workspace as the rules see them: Rust source taken apart, other text as it is.
//! What is built, vendored or ignored by git is not in it, except vendored page assets, which rules may ask for.

use super::source::Source;
use std::fs;
use std::io;
use std::path::Path;

/// Folders that hold nothing of ours.
const LEFT_OUT: &[&str] = &[".git", "node_modules", "test-data", "fuzz-crashers"];
/// Endings of text files.
const TEXT: &[&str] =
    &["toml", "md", "css", "js", "html", "ftl", "sql", "sh", "yml", "yaml", "json", "txt", "csv", "svg"];
/// Larger files are data, and data of that size is none of the project's.
const SIZE_LIMIT: u64 = 2_000_000;

/// A text file that is not Rust.
pub struct Text {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

/// All files, in the order of their paths.
#[derive(Default)]
pub struct Tree {
    pub rust: Vec<Source>,
    pub texts: Vec<Text>,
    /// Paths of larger files than are read.
    pub large: Vec<String>,
}

impl Tree {
    pub fn read(root: &Path) -> io::Result<Tree> {
        let mut tree = Tree::default();
        tree.walk(root, "")?;
        tree.rust.sort_by(|a, b| a.path.cmp(&b.path));
        tree.texts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    pub fn len(&self) -> usize {
        self.rust.len() + self.texts.len()
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    fn walk(&mut self, folder: &Path, path: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !LEFT_OUT.contains(&name.as_str()) && !is_target(&path) {
                    self.walk(&entry.path(), &path)?;
                }
            } else if kind.is_file() && entry.metadata()?.len() > SIZE_LIMIT {
                self.large.push(path);
            } else if kind.is_file() {
                // A file that goes away while we look (an editor's) or is not UTF-8 is none of ours.
                if let Some(text) = is_text(&name).then(|| fs::read_to_string(entry.path()).ok()).flatten() {
                    self.add(path, text);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, path: String, text: String) {
        if path.ends_with(".rs") {
            self.rust.push(Source::new(path, text));
        } else {
            self.texts.push(Text { path, text });
        }
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.add((*path).to_owned(), (*text).to_owned());
        }
        tree
    }
}

/// `/target` and `/target-*` of .gitignore, and those of a crate of its own.
fn is_target(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "target" || (!path.contains('/') && name.starts_with("target-"))
}

fn is_text(name: &str) -> bool {
    match name.rsplit_once('.') {
        Some((_, ending)) => ending == "rs" || TEXT.contains(&ending),
        // Scripts without an ending: `.ci/run`.
        None => name == "run",
    }
}
