# Settings

settings-title = Settings
settings-what = Your language, what you may do and where, your passphrase.
settings-roles = What you may do, and why
settings-role = Role
settings-why = What the role is for
settings-nowhere = You belong to no house yet. A keeper can grant you a role.
settings-why-worker = reads and writes the files of this house, to accompany its people
settings-why-supervisor = as a worker; moves files, imports registers, opens reports and the log
settings-why-nurse = reads and writes, to give and note care
settings-why-house-parent = presence and daily life of the people of this home
settings-why-reader = reads the files of this house and writes none
settings-why-auditor = sees the log and the proofs, never a person’s page
settings-why-visitor = sees today’s list by code and given name
settings-why-keeper = grants and removes; as a supervisor besides
settings-members = Members of { $compartment }
settings-standing = Standing
settings-active = active
settings-removed = removed
settings-passphrase = Change my passphrase
settings-passphrase-hint = Four or five words that do not belong together are better than one difficult word. Nobody can tell you a forgotten one.
settings-change = Change it
settings-changed = Your passphrase is changed. The old one opens nothing any more.
settings-short = { $count ->
    [one] This passphrase is { $count } character shorter than advised.
    *[other] This passphrase is { $count } characters shorter than advised.
}
settings-plain = This passphrase is long enough, but made of very few different characters.
settings-fair = This passphrase is good.
settings-wrong-old = This is not your passphrase until now. Look at capitals and at the language of the keyboard.
settings-differ = The new passphrase was typed in two ways. Type it twice alike.
settings-anyway-what = Choose a longer one, or tick below to take it all the same.
field-old-passphrase = Passphrase until now
field-new-passphrase = New passphrase
field-again = New passphrase, once more
field-anyway = Take it all the same
panic-title = This laptop opens no more
panic-what = In danger: the keys of this laptop are written over at once, and no passphrase opens it any more. Other nodes keep what it had; what it wrote since it last met them is lost.
panic-meant = I have understood: this laptop will not open again.
panic-do = Write over the keys
