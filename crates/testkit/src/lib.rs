//! The cast, the story language, a fake clock. Dev-dependency only.
