# The log and the proofs

audit-what = Who read and who wrote, when and why. Files go by their codes here, and nobody by name but members.
audit-read = Who read
audit-wrote = Who wrote
audit-opened = opened
audit-wrote-in = wrote in
audit-nobody-read = Nobody has opened a file.
audit-pages-before = Older readings
audit-pages-written = Older entries
audit-file-person = a person’s file
audit-file-place = a place
audit-file-convoy = a journey
audit-file-control = members and keys
audit-who-saw = Who saw the file
audit-who-saw-what = Every reading of this file, newest first. The person whose file it is may ask for this page.
audit-verify = The proof
audit-verify-what = Every entry is checked: its hash, its place in the chain, its author’s signature and role, the signed ends, and the chain of readings.
audit-verify-now = Prove now
audit-never-proved = not yet proved on this node
audit-proved = Proved on { $date }: { $entries } entries, { $readings } readings, all in order.
audit-broken = On { $date } the proof failed.
audit-fault-entry = The first entry that does not hold is { $seq }.
audit-fault-reading = The first reading that does not hold is { $seq }.
audit-fault-node = Written by node
audit-restore = Stop writing here, keep this folder as it is, and restore the last backup that proves into a new folder:

# Why somebody opened a file
purpose-dossier = a dossier
purpose-dossiers = the dossiers
purpose-dossier-taken-up = to take up a dossier
purpose-dossier-closed = to close a dossier
purpose-paper = a paper of a dossier
purpose-office-trip = to prepare a trip to an office
purpose-register-export = to export a register
purpose-certificate = a certificate of stay
purpose-emergency-card = an emergency card
purpose-convoy-list = a list for a journey
purpose-journey = a journey
purpose-departure = to decide a departure
purpose-first-care = first care
purpose-person = the person’s page
purpose-page = the person’s page
purpose-note = to write a note
purpose-photo = the photo
purpose-scan = a scanned paper
purpose-history = the history of the file
purpose-api = a program of the house (API)
