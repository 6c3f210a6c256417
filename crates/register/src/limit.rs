//! Every cap on what a register may be, with its reason. A file beyond a cap is refused or a row listed, with
//! the figure; nothing is dropped in silence.

/// Largest file taken, in bytes. 50,000 rows of 12 columns are about 8 MB; eight times that leaves room for
/// any real register, and a node with 300 MB of memory can still hold the file and its table.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// Most entries in a zip container. A workbook has about 10 plus one per sheet; a million entries is an attack.
pub const MAX_ZIP_ENTRIES: usize = 2_000;

/// Most bytes a zip container may inflate to, counted while inflating and not as it declares them.
pub const MAX_INFLATED_BYTES: u64 = 256 * 1024 * 1024;

/// Highest ratio of inflated to packed bytes of one entry. Sheets pack 5 to 40 times; deflate can reach 1,032.
pub const MAX_INFLATE_RATIO: u64 = 200;

/// Entries that inflate to less than this may have any ratio: a tiny repetitive part harms nobody.
pub const RATIO_FREE_BYTES: u64 = 1024 * 1024;

/// Most shared strings a workbook may announce: the reader reserves room for the announced number at once.
pub const MAX_SHARED_STRINGS: u64 = 4_000_000;

/// Most markup in the shared strings. Four tags to a string; each string costs memory even when it is empty.
pub const MAX_SHARED_STRING_TAGS: u64 = 12_000_000;

/// Most bytes that the styles may grow to: each cell format copies the font that it names, so tags times
/// the longest tag bounds what the reader will hold.
pub const MAX_STYLE_BYTES: u64 = 256 * 1024 * 1024;

/// Most data rows: ten times the largest register this is measured on.
pub const MAX_ROWS: usize = 500_000;

/// Most columns. Camp lists have 8 to 30; case management exports reach 150.
pub const MAX_COLUMNS: usize = 200;

/// Most cells kept, over all rows: 500,000 rows of 12 columns. A cell costs 24 bytes even when it is empty.
pub const MAX_CELLS: usize = 6_000_000;

/// Most bytes of text over all cells, because a workbook can name one long string a million times.
pub const MAX_TEXT_BYTES: usize = 96 * 1024 * 1024;

/// Longest cell kept, in characters: two typed pages. The rest is cut off and the cell is listed.
pub const MAX_CELL_CHARS: usize = 4_096;

/// How far the end of a quoted cell is looked for, in bytes, before its quote is taken as an ordinary sign.
/// One forgotten quote must not swallow the rest of the register.
pub const QUOTE_REACH_BYTES: usize = 64 * 1024;

/// After this many quotes that never close, quotes mean nothing in the file: it bounds the looking.
pub const MAX_UNCLOSED_QUOTES: u32 = 1_000;

/// What one XLSX cell can hold, in characters, by the specification limits of the spreadsheet programs.
pub const XLSX_CELL_CHARS: usize = 32_767;

/// How many first rows are searched for the row of headings below title lines.
pub const HEADING_SEARCH_ROWS: usize = 20;

// The caps must agree with each other.
const _: () = assert!(MAX_FILE_BYTES as u64 <= MAX_INFLATED_BYTES);
const _: () = assert!(MAX_CELL_CHARS * 4 < QUOTE_REACH_BYTES);
const _: () = assert!(MAX_CELL_CHARS < XLSX_CELL_CHARS);
const _: () = assert!(MAX_ROWS <= MAX_CELLS);
