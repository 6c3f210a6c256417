# Alarms about other nodes

alarm-title = What other nodes showed
alarm-about = An older state, entries that somebody has named and that have not come, chains that go two ways. Each stands here until somebody says that they looked at it. It accuses nobody: it says what was said.
alarm-none = Nothing to look at.
alarm-unseen = { $count ->
    [one] { $count } thing that another node showed
    *[other] { $count } things that other nodes showed
}
alarm-to = To look at it
alarm-chain = Whose chain
alarm-what = What was said
alarm-older = The node of { $by } had this chain up to { $was }; now it says { $now }.
alarm-caught-up = It has said since that it is as far again.
alarm-older-do = Ask there whether the machine was copied, or an old disk put back. A backup that is restored with “relais restore” is another node and does not show here. If nobody can tell, revoke that node.
alarm-missing = { $first } to { $last } have not come; { $by } named them.
alarm-missing-do = Meet more nodes, and ask whose word it is who has them. Somebody may be keeping them back, or the only one who has them has not been met.
alarm-fork = It goes two ways from { $first } on; what both say is kept.
alarm-fork-do = Ask at that node whether its folder was copied; revoke it if nobody can tell.
alarm-look = I looked at it
alarm-seen = Looked at
alarm-past = { $count ->
    [one] { $count } that somebody looked at
    *[other] { $count } that somebody looked at
}
