# Caseload

caseload-title = Caseloads
caseload-what = Who answers for how many files. All of one colleague’s files pass to another in one act: all of them or none.
caseload-all = Who answers for how many
caseload-files = Files
caseload-gone = no longer here
caseload-of = The files of { $name }
caseload-would-pass = These would pass:
caseload-hand-over = Hand them all over
caseload-who-may = A supervisor, a keeper or whoever answers for them hands them over.
caseload-passed = Handed over: { $n }.
caseload-handed-over = Handed over
