//! The tables. Journal tables hold what cannot be made again; derived tables can be dropped at any time.
//!
//! Rules (storage.md of the design, checked by tidy): `compartment` leads every key; ids are made by the writer;
//! no triggers, no serials, no locks; the same text for both databases with tokens for types. `{heap}` is for rows of
//! more than about a kilobyte, which SQLite would keep in a page each if the table were its own index.

/// The journal: sealed entries, keys wrapped to members, file keys, attachments. `node` and `seq` beside a key or an
/// attachment's address are the entry it came with, and travels with. `fork` keeps branches of chains as they came;
/// `arriving` and `part` what is under way from another node and proves nothing yet.
pub const JOURNAL: &str = "
create table if not exists entry (
  compartment {blob} not null, node {blob} not null, seq {int} not null,
  header {blob} not null, body {blob} not null, hash {blob} not null, tip {blob},
  primary key (compartment, node, seq)){heap};
create index if not exists entry_bare on entry (compartment, node, seq) where length(body) = 32;
create table if not exists wrap (
  compartment {blob} not null, epoch {blob} not null, member {blob} not null, node {blob} not null, seq {int} not null,
  bytes {blob} not null,
  primary key (compartment, epoch, member)){strict};
create table if not exists file_key (
  compartment {blob} not null, node {blob} not null, seq {int} not null, file {blob}, epoch {blob} not null,
  bytes {blob} not null,
  primary key (compartment, node, seq, bytes)){strict};
create index if not exists file_key_file on file_key (compartment, file);
create index if not exists wrap_place on wrap (compartment, node, seq);
create table if not exists chain (
  compartment {blob} not null, node {blob} not null, sign {blob} not null,
  primary key (compartment, node)){strict};
create table if not exists named (
  compartment {blob} not null, node {blob} not null, seq {int} not null, address {blob} not null,
  primary key (compartment, node, seq, address)){strict};
create index if not exists named_address on named (compartment, address);
create table if not exists fork (
  compartment {blob} not null, node {blob} not null, seq {int} not null, hash {blob} not null,
  header {blob} not null, body {blob} not null, tip {blob}, grafted {int} not null,
  primary key (compartment, node, seq, hash)){heap};
create table if not exists arriving (
  compartment {blob} not null, peer {blob} not null, node {blob} not null, first {int} not null, last {int} not null,
  hash {blob} not null, page {blob} not null,
  primary key (compartment, peer, node, first)){heap};
create table if not exists part (
  compartment {blob} not null, address {blob} not null, at {int} not null, bytes {blob} not null,
  primary key (compartment, address, at)){heap};
create table if not exists attachment (
  compartment {blob} not null, address {blob} not null, bytes {blob} not null,
  primary key (compartment, address)){heap};
";

/// The read chain: who opened which file, when, why. Not derived: it is the only record of it. `destroyed` says which
/// erasures this node has carried out on what it had.
pub const READS: &str = "
create table if not exists read_log (
  compartment {blob} not null, seq {int} not null, hash {blob} not null,
  at {int} not null, by {blob} not null, file {blob} not null, purpose text not null,
  primary key (compartment, seq)){strict};
create index if not exists read_log_file on read_log (compartment, file, seq);
create table if not exists draft (
  compartment {blob} not null, member {blob} not null, key text not null, at {int} not null, body text not null,
  primary key (compartment, member, key)){strict};
create table if not exists destroyed (
  compartment {blob} not null, erasure {blob} not null, file {blob} not null, on_day {int} not null,
  primary key (compartment, erasure)){strict};
";

/// Names of the derived tables in the order they are dumped, each a function of one file's entries.
pub const DERIVED: [&str; 37] = [
    "entry_of",
    "file",
    "person",
    "token",
    "stay",
    "kin",
    "place",
    "beds",
    "dossier",
    "asked",
    "due",
    "leaving",
    "convoy",
    "imported",
    "dispute",
    "held",
    "weighing",
    "programme",
    "supply",
    "double",
    "request",
    "ask_around",
    "page",
    "opening",
    "unread",
    "placed",
    "account",
    "agreed",
    "paid",
    "withheld_name",
    "glass",
    "erasure",
    "erased",
    "receipt",
    "hold",
    "referral",
    "referred",
];

/// The derived tables.
pub const DERIVED_DDL: &str = "
create table if not exists entry_of (
  compartment {blob} not null, id {blob} not null, file {blob} not null, node {blob} not null, seq {int} not null,
  by {blob} not null, stamp {int} not null, held text not null,
  primary key (compartment, id)){strict};
create index if not exists entry_of_file on entry_of (compartment, file, held, node, seq);
create index if not exists entry_of_stamp on entry_of (compartment, stamp);
create index if not exists entry_of_held on entry_of (compartment, node, seq) where held <> '';
create table if not exists placed (
  compartment {blob} not null, id {blob} not null, node {blob} not null, seq {int} not null,
  primary key (compartment, id, node, seq)){strict};
create table if not exists unread (
  compartment {blob} not null, node {blob} not null, seq {int} not null, why text not null,
  primary key (compartment, node, seq)){strict};
create table if not exists file (
  compartment {blob} not null, file {blob} not null, kind text not null, subject {blob}, entries {int} not null,
  whereabouts text not null, road_to {blob}, stamp {int} not null,
  primary key (compartment, file)){strict};
create index if not exists file_subject on file (compartment, subject);
create table if not exists person (
  compartment {blob} not null, file {blob} not null, subject {blob} not null, volet text not null, code text not null,
  given text not null, surname text not null, sort {blob} not null, birth text not null,
  sex text not null, place {blob}, place_name text not null, place_kind text not null, since {int},
  worker text not null, family {blob}, died {int} not null, live {int} not null, languages text not null,
  birth_place text not null,
  primary key (compartment, file)){strict};
create index if not exists person_sort on person (compartment, sort, file);
create index if not exists person_subject on person (compartment, subject);
create index if not exists person_code on person (compartment, code);
create index if not exists person_place on person (compartment, place, sort);
create index if not exists person_family on person (compartment, family);
create table if not exists token (
  compartment {blob} not null, token text not null, file {blob} not null,
  primary key (compartment, token, file)){strict};
create index if not exists token_file on token (compartment, file);
create table if not exists stay (
  compartment {blob} not null, file {blob} not null, stay {blob} not null, subject {blob} not null,
  place {blob} not null, name text not null, kind text not null, within text not null,
  from_day {int} not null, until_day {int}, from_said text not null, until_said text not null,
  reason text not null, towards text not null, came_from text not null, birth text not null, sex text not null,
  live {int} not null, absent_from {int}, absent_kind text not null,
  primary key (compartment, file, stay)){strict};
create index if not exists stay_place on stay (compartment, place, until_day);
create table if not exists kin (
  compartment {blob} not null, file {blob} not null, key {blob} not null, subject {blob} not null,
  relation text not null, other {blob}, name text not null, life text not null,
  primary key (compartment, file, key)){strict};
create index if not exists kin_other on kin (compartment, other);
create table if not exists place (
  compartment {blob} not null, file {blob} not null, kind text not null, name text not null, within {blob},
  commune text not null, region text not null, country text not null, capacity {int} not null,
  opened {int}, closed {int}, confirm_hours {int} not null, offers text not null, languages text not null,
  primary key (compartment, file)){strict};
create table if not exists beds (
  compartment {blob} not null, file {blob} not null, key {blob} not null, sex text not null,
  from_age {int} not null, to_age {int} not null, count {int} not null, blocked {int} not null,
  primary key (compartment, file, key)){strict};
create table if not exists dossier (
  compartment {blob} not null, file {blob} not null, key {blob} not null, subject {blob} not null,
  procedure text not null, version text not null, opened {int}, first_asked {int}, complete {int}, closed {int},
  outcome text not null, live {int} not null,
  primary key (compartment, file, key)){strict};
create table if not exists asked (
  compartment {blob} not null, file {blob} not null, key text not null, procedure text not null, paper text not null,
  asked {int} not null, came {int}, ended {int}, office text not null, live {int} not null,
  primary key (compartment, file, key)){strict};
create index if not exists asked_by on asked (compartment, procedure, asked);
create table if not exists due (
  compartment {blob} not null, file {blob} not null, key text not null, on_day {int} not null, why text not null,
  what text not null,
  primary key (compartment, file, key)){strict};
create index if not exists due_day on due (compartment, on_day);
create table if not exists leaving (
  compartment {blob} not null, file {blob} not null, stay {blob} not null, subject {blob} not null,
  towards {blob} not null, name text not null, on_day {int} not null, convoy {blob},
  handed_over {int} not null, confirmed {int} not null, bed_kept {int} not null,
  primary key (compartment, file, stay)){strict};
create index if not exists leaving_convoy on leaving (compartment, convoy);
create table if not exists convoy (
  compartment {blob} not null, file {blob} not null, name text not null, on_day {int} not null, origin {blob} not null,
  escorts text not null, route text not null, confirm_hours {int} not null,
  primary key (compartment, file)){strict};
create table if not exists imported (
  compartment {blob} not null, fingerprint text not null, file {blob} not null,
  primary key (compartment, fingerprint, file)){strict};
create table if not exists dispute (
  compartment {blob} not null, file {blob} not null, slot text not null,
  primary key (compartment, file, slot)){strict};
create table if not exists weighing (
  compartment {blob} not null, file {blob} not null, key {blob} not null, subject {blob} not null, on_day {int} not null,
  weight_g {int}, height_mm {int}, position text not null, muac_mm {int}, looked_for {int} not null,
  oedema text not null, appetite text not null, complications text not null, live {int} not null,
  primary key (compartment, file, key)){strict};
create index if not exists weighing_subject on weighing (compartment, subject, on_day);
create table if not exists programme (
  compartment {blob} not null, file {blob} not null, key {blob} not null, subject {blob} not null,
  programme text not null, protocol text not null, version {int} not null, ration text not null, sachets {int},
  milk_ml {int}, from_day {int} not null, until_day {int}, outcome text not null, live {int} not null,
  primary key (compartment, file, key)){strict};
create index if not exists programme_day on programme (compartment, from_day);
create table if not exists supply (
  compartment {blob} not null, file {blob} not null, key {blob} not null, place {blob} not null, product text not null,
  way text not null, amount {int} not null, on_day {int} not null, words text not null, by {blob} not null,
  live {int} not null,
  primary key (compartment, file, key)){strict};
create index if not exists supply_place on supply (compartment, place, on_day);
create table if not exists double (
  compartment {blob} not null, file {blob} not null, other {blob} not null, subject {blob} not null,
  verdict text not null, rests_on text not null, why text not null, by {blob} not null, stamp {int} not null,
  live {int} not null,
  primary key (compartment, file, other)){strict};
create index if not exists double_subject on double (compartment, subject);
create table if not exists request (
  compartment {blob} not null, file {blob} not null, inquirer text not null, place text not null, received {int} not null,
  sought text not null, open {int} not null, vetted {int} not null, closed {int} not null, step text not null, due {int},
  record text not null, live {int} not null,
  primary key (compartment, file)){strict};
create table if not exists ask_around (
  compartment {blob} not null, file {blob} not null, key {blob} not null, asks {int} not null, name text not null,
  on_day {int} not null, until_day {int} not null, by {blob} not null, seconded {int} not null, dropped {int} not null,
  houses {int} not null, heard {int} not null, answer text not null,
  primary key (compartment, file)){strict};
create index if not exists ask_around_key on ask_around (compartment, key);
create table if not exists page (
  compartment {blob} not null, file {blob} not null, code text not null, proves {int} not null, followed {int} not null,
  primary key (compartment, file)){strict};
create index if not exists page_code on page (compartment, code);
create table if not exists opening (
  compartment {blob} not null, file {blob} not null, key {blob} not null, aim text not null, by {blob} not null,
  on_day {int} not null, until_day {int} not null, opened {int}, done {int} not null,
  primary key (compartment, file)){strict};
create table if not exists withheld_name (
  compartment {blob} not null, file {blob} not null, member {blob} not null,
  primary key (compartment, file)){strict};
create table if not exists glass (
  compartment {blob} not null, file {blob} not null, who {blob} not null,
  primary key (compartment, file)){strict};
create table if not exists erasure (
  compartment {blob} not null, file {blob} not null, target {blob} not null, reason text not null, told {int} not null,
  by {blob} not null, on_day {int} not null, second {blob}, second_day {int}, entries {int} not null,
  dropped {int} not null,
  primary key (compartment, file)){strict};
create index if not exists erasure_target on erasure (compartment, target);
create table if not exists erased (
  compartment {blob} not null, file {blob} not null, what {blob} not null,
  primary key (compartment, what, file)){strict};
create index if not exists erased_file on erased (compartment, file);
create table if not exists receipt (
  compartment {blob} not null, file {blob} not null, node {blob} not null, on_day {int} not null,
  primary key (compartment, file, node)){strict};
create table if not exists hold (
  compartment {blob} not null, file {blob} not null, target {blob}, subject {blob}, reason text not null,
  reference text not null, since {int} not null, by {blob} not null, lifted_by {blob}, lifted_day {int},
  primary key (compartment, file)){strict};
create table if not exists held (
  compartment {blob} not null, file {blob} not null, id {blob} not null, why text not null,
  primary key (compartment, file, id)){strict};
create table if not exists account (
  compartment {blob} not null, file {blob} not null, code text not null, opened {int} not null, ended {int},
  disputed {int} not null,
  primary key (compartment, file)){strict};
create index if not exists account_code on account (compartment, code);
create table if not exists agreed (
  compartment {blob} not null, file {blob} not null, from_month text not null, until_month text not null,
  minor {int} not null, currency text not null,
  primary key (compartment, file, from_month)){strict};
create table if not exists paid (
  compartment {blob} not null, file {blob} not null, receipt {int} not null, nth {int} not null, month text not null,
  minor {int} not null, currency text not null, on_day {int} not null, acknowledged {int}, reversed text not null,
  primary key (compartment, file, receipt, nth)){strict};
create index if not exists paid_receipt on paid (compartment, receipt);
create table if not exists referral (
  compartment {blob} not null, file {blob} not null, key {blob} not null, subject {blob} not null, kept {blob} not null,
  snapshot {blob} not null, receiver {blob} not null, name text not null, by {blob} not null, on_day {int} not null,
  until_day {int} not null, outcome text not null, ended {int}, why text not null,
  primary key (compartment, file, key)){strict};
create index if not exists referral_kept on referral (compartment, kept);
create table if not exists referred (
  compartment {blob} not null, file {blob} not null, house text not null, receiver {blob} not null, on_day {int} not null,
  until_day {int} not null, outcome text not null, over {int}, why text not null,
  primary key (compartment, file)){strict};
";

/// The node's own small database: no compartment's content. `listed` is the name a house
/// is addressed by when a file is sent to it; a compartment that must not be known is not listed.
pub const NODE: &str = "
create table if not exists setting (name text not null, value text not null, primary key (name)){strict}; -- node
create table if not exists member (
  member {blob} not null, name text not null, sign {blob} not null, wrap {blob} not null,
  primary key (member)){strict}; -- node
create table if not exists compartment (
  compartment {blob} not null, path text not null, journal text not null, listed text not null, inbox {blob} not null,
  primary key (compartment)){strict}; -- node
create table if not exists letter (
  compartment {blob} not null, id {blob} not null, bytes {blob} not null, opened {int} not null,
  primary key (compartment, id)){heap}; -- node
create index if not exists letter_new on letter (compartment, opened); -- node
create table if not exists sent (
  compartment {blob} not null, transfer {blob} not null, primary key (compartment, transfer)){strict}; -- node
create table if not exists letterbox (
  node {blob} not null, compartment {blob} not null, listed text not null, inbox {blob} not null,
  signature {blob} not null, primary key (node, compartment)){strict}; -- node
create index if not exists letterbox_of on letterbox (compartment); -- node
create table if not exists lapse (
  compartment {blob} not null, id {blob} not null, came {int} not null, primary key (compartment, id)){strict}; -- node
create table if not exists handed (
  compartment {blob} not null, id {blob} not null, node {blob} not null,
  primary key (compartment, id, node)){strict}; -- node
create table if not exists part (
  compartment {blob} not null, address {blob} not null, at {int} not null, bytes {blob} not null,
  primary key (compartment, address, at)){heap}; -- node
create table if not exists acquaintance (
  member {blob} not null, name text not null, sign {blob} not null, wrap {blob} not null, node {blob} not null,
  primary key (member)){strict}; -- node
create table if not exists peer (
  node {blob} not null, name text not null, sign {blob} not null, post {blob} not null, url text not null,
  relays {int} not null,
  primary key (node)){strict}; -- node
create table if not exists height (
  peer {blob} not null, compartment {blob} not null, node {blob} not null, seq {int} not null,
  primary key (peer, compartment, node)){strict}; -- node
create table if not exists claim (
  compartment {blob} not null, node {blob} not null, peer {blob} not null, hearsay {int} not null, seq {int} not null,
  primary key (compartment, node, peer, hearsay)){strict}; -- node
create table if not exists stood (
  peer {blob} not null, compartment {blob} not null, node {blob} not null, seq {int} not null,
  primary key (peer, compartment, node)){strict}; -- node
create table if not exists word (peer {blob} not null, nth {int} not null, primary key (peer)){strict}; -- node
create table if not exists alarm (
  compartment {blob} not null, what text not null, node {blob} not null, peer {blob} not null, since {int} not null,
  was {int} not null, now {int} not null, whole {int} not null, seen {int} not null, seen_by {blob} not null,
  primary key (compartment, what, node, peer, since)){strict}; -- node
create table if not exists plate (
  member {blob} not null, compartment {blob} not null, text text not null, taken {int} not null,
  primary key (member, compartment)){strict}; -- node
create table if not exists opening_key (
  compartment {blob} not null, key {blob} not null, member {blob} not null, until_day {int} not null, bytes {blob} not null,
  primary key (compartment, key)){strict}; -- node
create table if not exists glass_box (
  compartment {blob} not null, key {blob} not null, what {blob} not null, bytes {blob} not null,
  primary key (compartment, key, what)){heap}; -- node
create table if not exists glass_half (
  compartment {blob} not null, key {blob} not null, member {blob} not null, other {blob} not null, bytes {blob} not null,
  primary key (compartment, key, member, other)){heap}; -- node
create index if not exists glass_half_member on glass_half (member); -- node
create table if not exists second_factor (
  member {blob} not null, secret {blob} not null, used {int} not null, since {int} not null,
  failed {int} not null, failed_at {int} not null, primary key (member)){strict}; -- node
create table if not exists door (
  compartment {blob} not null, member {blob} not null, bytes {blob} not null,
  primary key (compartment, member)){strict}; -- node
";

/// Version of the derived tables; another number in the file means a rebuild.
pub const DERIVED_VERSION: &str = "14";
