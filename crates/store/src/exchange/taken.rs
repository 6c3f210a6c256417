//! Taking pages in: the chain goes on by what stands under a signed tip; a branch is kept beside it; what no tip covers
//! yet lies apart, one heap for each peer.

use super::rows::{Journal, hash};
use crate::problem::Problem;
use domain::id::NodeId;
use domain::planted::{Fault, planted};
use journal::exchange::{
    Admitted, Body, BodyRow, FileKeyRow, Followed, Height, Page, PageProblem, WrapRow, follow,
};
use journal::wire::{ERASED_LEN, Header, Sealed};

/// Most bytes that may lie apart from one peer in one compartment before a signed tip comes.
const ARRIVING_MAX: i64 = 64 << 20;

/// Most chains of one compartment: whoever mints nodes without end is not followed.
const CHAINS_MAX: i64 = 2_048;

/// What taking a page in did: entries under a signed tip that are new in the chain, and those of a branch.
#[derive(Default)]
pub(crate) struct Taken {
    /// New entries of the chain.
    pub entries: Vec<Sealed>,
    /// How many entries of a branch are new.
    pub branch: usize,
    /// How many entries lie apart now that did not.
    pub apart: usize,
    /// Whether the page branches off.
    pub fork: bool,
}

impl Taken {
    /// What the other side is told of it.
    pub fn admitted(&self) -> Admitted {
        Admitted { entries: self.entries.len() + self.branch, apart: self.apart, fork: self.fork }
    }
}

impl Journal<'_> {
    /// A page that begins within what is known, followed from the chain or from a branch of it, and how many of its
    /// entries are known already.
    fn repeats(&mut self, page: &Page) -> Result<Result<(Followed, usize), PageProblem>, Problem> {
        let node = page.node();
        let mut followed = Err(PageProblem::Tip);
        for before in self.before(&node, page.first)? {
            followed = follow(page, &before);
            if followed.is_ok() {
                break;
            }
        }
        let followed = match followed {
            Ok(followed) => followed,
            Err(problem) => return Ok(Err(problem)),
        };
        let mut same = 0;
        for (sealed, hash) in &followed.entries {
            let height = Height { seq: sealed.header.seq, hash: *hash };
            if !self.knows(&node, &height)? || planted(Fault::RepeatsFork) {
                break;
            }
            same += 1;
        }
        Ok(Ok((followed, same)))
    }

    /// Every entry that number `first` of a chain may follow: that of the chain, and those of its branches.
    fn before(&mut self, node: &NodeId, first: u64) -> Result<Vec<Height>, Problem> {
        if first <= 1 {
            return Ok(vec![Height::default()]);
        }
        let seq = first - 1;
        let mut before: Vec<Height> =
            self.hash_at(node, seq)?.into_iter().map(|hash| Height { seq, hash }).collect();
        let sql = "select hash from fork where compartment = $1 and node = $2 and seq = $3 order by hash";
        for row in self.db.query(sql, &[self.here(), node.bytes().into(), (seq as i64).into()])? {
            before.push(Height { seq, hash: hash(&row, 0) });
        }
        if before.is_empty() {
            before.push(Height { seq, hash: [0; 32] });
        }
        Ok(before)
    }

    /// Takes in a page of the chain that this node writes itself. Nobody else can have gone on in it but a copy of this
    /// node's folder: what it wrote is a branch.
    pub fn take_own(&mut self, page: Page) -> Result<Result<Taken, PageProblem>, Problem> {
        let (followed, same) = match self.repeats(&page)? {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        if same == followed.entries.len() {
            return Ok(Ok(Taken::default()));
        }
        self.keep_branch(&page, &followed, same)
    }

    /// Takes a page in. What stands under a signed tip goes into the chain, or beside it where the chain goes another
    /// way; what does not lies apart until the tip comes. Everything in the caller's transaction.
    pub fn take(&mut self, page: Page, peer: &NodeId) -> Result<Result<Taken, PageProblem>, Problem> {
        let node = page.node();
        let known = self.height(&node)?;
        if known.seq == 0 && page.first == 1 && self.chains()? >= CHAINS_MAX {
            return Ok(Err(PageProblem::NotShared));
        }
        if page.first <= known.seq || self.follows_branch(&page, &known)? {
            return self.take_known(page, peer, &known);
        }
        let mut pages = self.apart(&node, peer, &known)?;
        let end = pages.last().map_or(known, |(_, end)| *end);
        let followed = match follow(&page, &end) {
            Ok(followed) => followed,
            Err(problem @ PageProblem::Tip) => {
                // Either this page or what lies apart from this peer is not the truth: both go.
                self.forget_apart(&node, peer)?;
                return Ok(Err(problem));
            }
            Err(problem) => return Ok(Err(problem)),
        };
        if followed.signed == 0 {
            let end = followed.entries.last().map_or(end.hash, |(_, hash)| *hash);
            return self.lay_apart(&page, peer, &end);
        }
        self.forget_apart(&node, peer)?;
        let (mut from, mut taken) = (known, Taken::default());
        pages.push((page, end));
        for (page, _) in pages {
            let Ok(followed) = follow(&page, &from) else { return Ok(Err(PageProblem::Tip)) };
            let upto = if followed.signed > 0 { followed.signed } else { followed.entries.len() };
            let kept: Vec<(Sealed, [u8; 32])> = followed.entries.into_iter().take(upto).collect();
            self.insert(&kept, page.tip.as_ref())?;
            self.insert_beside(&page, kept.len())?;
            if let Some((last, hash)) = kept.last() {
                from = Height { seq: last.header.seq, hash: *hash };
            }
            taken.entries.extend(kept.into_iter().map(|(sealed, _)| sealed));
        }
        Ok(Ok(taken))
    }

    /// A page that begins within what is known: a repetition, which changes nothing, or a branch.
    fn take_known(
        &mut self,
        page: Page,
        peer: &NodeId,
        known: &Height,
    ) -> Result<Result<Taken, PageProblem>, Problem> {
        let (followed, same) = match self.repeats(&page)? {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        let first_new = page.first + same as u64;
        if same == followed.entries.len() {
            return Ok(Ok(Taken::default()));
        }
        // The rest goes on where the chain ends, and not in a branch of it.
        let goes_on = first_new == known.seq + 1
            && followed.entries.get(same.wrapping_sub(1)).is_some_and(|(_, hash)| *hash == known.hash);
        if goes_on {
            return self.take(after(page, same), peer);
        }
        self.keep_branch(&page, &followed, same)
    }

    /// Whether a page goes on in a branch that is kept here.
    fn follows_branch(&mut self, page: &Page, known: &Height) -> Result<bool, Problem> {
        let main = page.first == known.seq + 1 && follow(page, known).is_ok();
        Ok(!main
            && self
                .before(&page.node(), page.first)?
                .iter()
                .any(|h| h.hash != [0; 32] && follow(page, h).is_ok()))
    }

    /// How far one chain is known.
    fn height(&mut self, node: &NodeId) -> Result<Height, Problem> {
        let sql =
            "select seq, hash from entry where compartment = $1 and node = $2 order by seq desc limit 1";
        let row = self.db.one(sql, &[self.here(), node.bytes().into()])?;
        Ok(row.map(|row| Height { seq: row.int(0).unsigned_abs(), hash: hash(&row, 1) }).unwrap_or_default())
    }

    /// How many chains are known.
    fn chains(&mut self) -> Result<i64, Problem> {
        let sql = "select count(*) from chain where compartment = $1";
        Ok(self.db.one(sql, &[self.here()])?.map_or(0, |row| row.int(0)))
    }

    /// Keeps the entries of a page from the first that differs on, beside the chain.
    fn keep_branch(
        &mut self,
        page: &Page,
        followed: &Followed,
        same: usize,
    ) -> Result<Result<Taken, PageProblem>, Problem> {
        if planted(Fault::AlteredBelieved) {
            return Ok(Err(PageProblem::Unsigned));
        }
        let node = page.node();
        if followed.signed == 0 {
            return Ok(Err(PageProblem::Unsigned));
        }
        let mut taken = Taken { fork: true, ..Taken::default() };
        let tip = page.tip.clone();
        for (sealed, hash) in followed.entries.iter().take(followed.signed).skip(same) {
            let signature =
                tip.as_ref().filter(|(seq, _)| *seq == sealed.header.seq).map(|(_, s)| s.0.clone());
            let new = self.db.execute(
                "insert into fork (compartment, node, seq, hash, header, body, tip, grafted)
                 values ($1, $2, $3, $4, $5, $6, $7, 0) on conflict (compartment, node, seq, hash) do nothing",
                &[
                    self.here(),
                    node.bytes().into(),
                    (sealed.header.seq as i64).into(),
                    hash.as_slice().into(),
                    sealed.header.to_bytes().as_slice().into(),
                    sealed.body.clone().into(),
                    signature.into(),
                ],
            )?;
            taken.branch += new as usize;
        }
        page.file_keys.iter().try_for_each(|key| self.insert_file_key(key))?;
        Ok(Ok(taken))
    }

    /// The pages that lie apart from a peer and follow what is known, each with the height it ends at.
    fn apart(
        &mut self,
        node: &NodeId,
        peer: &NodeId,
        known: &Height,
    ) -> Result<Vec<(Page, Height)>, Problem> {
        let sql = "select first, last, hash, page from arriving
                   where compartment = $1 and peer = $2 and node = $3 order by first";
        let values = [self.here(), peer.bytes().into(), node.bytes().into()];
        let (mut pages, mut end) = (Vec::new(), known.seq);
        for row in self.db.query(sql, &values)? {
            if row.int(0).unsigned_abs() != end + 1 {
                // The chain has gone on by another way since: what lies apart is of no use any more.
                self.forget_apart(node, peer)?;
                return Ok(Vec::new());
            }
            end = row.int(1).unsigned_abs();
            let page = ciborium::from_reader(row.blob(3)).map_err(|e| Problem::Journal(e.to_string()))?;
            pages.push((page, Height { seq: end, hash: hash(&row, 2) }));
        }
        Ok(pages)
    }

    fn lay_apart(
        &mut self,
        page: &Page,
        peer: &NodeId,
        end: &[u8; 32],
    ) -> Result<Result<Taken, PageProblem>, Problem> {
        let sql = "select length(page) from arriving where compartment = $1 and peer = $2";
        let lying: i64 =
            self.db.query(sql, &[self.here(), peer.bytes().into()])?.iter().map(|r| r.int(0)).sum();
        if lying > ARRIVING_MAX {
            return Ok(Err(PageProblem::Unsigned));
        }
        let mut bytes = Vec::new();
        ciborium::into_writer(page, &mut bytes).map_err(|e| Problem::Journal(e.to_string()))?;
        self.db.execute(
            "insert into arriving (compartment, peer, node, first, last, hash, page) values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (compartment, peer, node, first) do nothing",
            &[
                self.here(),
                peer.bytes().into(),
                page.node().bytes().into(),
                (page.first as i64).into(),
                (page.last() as i64).into(),
                end.as_slice().into(),
                bytes.into(),
            ],
        )?;
        Ok(Ok(Taken { apart: page.entries.len(), ..Taken::default() }))
    }

    fn forget_apart(&mut self, node: &NodeId, peer: &NodeId) -> Result<(), Problem> {
        let values = [self.here(), peer.bytes().into(), node.bytes().into()];
        let sql = "delete from arriving where compartment = $1 and peer = $2 and node = $3";
        self.db.execute(sql, &values).map(|_| ())
    }

    fn insert(&mut self, entries: &[(Sealed, [u8; 32])], tip: Option<&(u64, Body)>) -> Result<(), Problem> {
        for (sealed, hash) in entries {
            let signature = tip.filter(|(seq, _)| *seq == sealed.header.seq).map(|(_, s)| s.0.clone());
            self.db.execute(
                "insert into entry (compartment, node, seq, header, body, hash, tip) values ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    self.here(),
                    sealed.header.node.bytes().into(),
                    (sealed.header.seq as i64).into(),
                    sealed.header.to_bytes().as_slice().into(),
                    sealed.body.clone().into(),
                    hash.as_slice().into(),
                    signature.into(),
                ],
            )?;
        }
        Ok(())
    }

    fn insert_beside(&mut self, page: &Page, kept: usize) -> Result<(), Problem> {
        let node = page.node();
        let taken = |seq: u64| seq < page.first + kept as u64;
        self.db.execute(
            "insert into chain (compartment, node, sign) values ($1, $2, $3) on conflict (compartment, node) do nothing",
            &[self.here(), node.bytes().into(), page.sign.clone().into()],
        )?;
        page.file_keys.iter().filter(|k| taken(k.seq)).try_for_each(|key| self.insert_file_key(key))?;
        page.wraps.iter().filter(|w| taken(w.seq)).try_for_each(|wrap| self.insert_wrap(wrap))?;
        for (seq, address) in page.named.iter().filter(|(seq, _)| taken(*seq)) {
            self.db.execute(
                "insert into named (compartment, node, seq, address) values ($1, $2, $3, $4)
                 on conflict (compartment, node, seq, address) do nothing",
                &[self.here(), node.bytes().into(), (*seq as i64).into(), address.0.clone().into()],
            )?;
        }
        Ok(())
    }

    /// Puts a body in its place that did not come with its entry, where it is the one that the chain has the hash of.
    pub fn take_body(&mut self, row: &BodyRow) -> Result<(), Problem> {
        let at = [self.here(), row.node.bytes().into(), (row.seq as i64).into()];
        let sql = "select header, body, hash from entry where compartment = $1 and node = $2 and seq = $3";
        let Some(known) = self.db.one(sql, &at)? else { return Ok(()) };
        let whole = Sealed { header: Header::from_bytes(known.blob(0))?, body: row.body.0.clone() };
        if known.blob(1).len() != ERASED_LEN || whole.erased() || whole.hash() != hash(&known, 2) {
            return Ok(());
        }
        let [c, node, seq] = at;
        let sql = "update entry set body = $4 where compartment = $1 and node = $2 and seq = $3";
        self.db.execute(sql, &[c, node, seq, whole.body.into()]).map(|_| ())
    }

    /// Keeps a file's key as it came; which file it is of is found when its entry is opened.
    pub fn insert_file_key(&mut self, key: &FileKeyRow) -> Result<(), Problem> {
        self.db
            .execute(
                "insert into file_key (compartment, node, seq, file, epoch, bytes) values ($1, $2, $3, null, $4, $5)
                 on conflict (compartment, node, seq, bytes) do nothing",
                &[
                    self.here(),
                    key.node.bytes().into(),
                    (key.seq as i64).into(),
                    key.epoch.bytes().into(),
                    key.bytes.clone().into(),
                ],
            )
            .map(|_| ())
    }

    /// Keeps a wrap as it came. The first stays: one that does not open is let go by the member it is for.
    pub fn insert_wrap(&mut self, wrap: &WrapRow) -> Result<(), Problem> {
        self.db
            .execute(
                "insert into wrap (compartment, epoch, member, node, seq, bytes) values ($1, $2, $3, $4, $5, $6)
                 on conflict (compartment, epoch, member) do nothing",
                &[
                    self.here(),
                    wrap.epoch.bytes().into(),
                    wrap.member.bytes().into(),
                    wrap.node.bytes().into(),
                    (wrap.seq as i64).into(),
                    wrap.bytes.clone().into(),
                ],
            )
            .map(|_| ())
    }
}

/// A page without its first `count` entries.
fn after(mut page: Page, count: usize) -> Page {
    page.entries.drain(..count);
    page.first += count as u64;
    let first = page.first;
    page.file_keys.retain(|k| k.seq >= first);
    page.wraps.retain(|w| w.seq >= first);
    page.named.retain(|(seq, _)| *seq >= first);
    page.tip = page.tip.filter(|(seq, _)| *seq >= first);
    page
}
