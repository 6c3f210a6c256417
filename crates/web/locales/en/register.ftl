# Registers in and out

register-title = Registers
register-what = The list of a camp or a home, from a spreadsheet into files, and out again. You see what will happen before it does.
register-import = Import
register-step-file = File
register-step-columns = Columns
register-step-look = Look through
register-step-done = Recorded
register-step = Step
register-file = File
register-file-hint = A spreadsheet saved as .xlsx or .csv, up to 64 MiB. It stays in memory while you work and is never written to disk.
register-too-large = The file is larger than { $limit }, or it did not come whole. Split it, or send it again.
register-send = Read the file
register-waiting = Not finished
register-remove = Set aside
register-columns = Which column holds what
register-rows = { $count ->
    [one] { $count } row
    *[other] { $count } rows
}
register-no-rows = There are headings and no rows below them.
register-column = Column
register-examples = Examples
register-holds = Holds
register-reason = Why this was guessed
register-unsure = Please look.
register-keep-beside = none: keep it beside the row
register-reason-heading = the heading says so
register-reason-contains = the heading contains “{ $word }”
register-reason-only-name = the only column of names
register-reason-dates = the cells are dates
register-reason-sexes = the cells are codes for the sex
register-reason-taken = “{ $field }” is already taken by “{ $by }”
register-reason-empty = empty column
register-reason-unknown = not recognised
register-date-order = Dates in figures
register-day-first = day first: 3/4/1931 is 3 April
register-month-first = month first: 3/4/1931 is 4 March
register-date-unsure = Some dates of this file say one, some the other: please look.
register-century = Years of two digits lie in
register-century-unknown = I do not know
register-century-hint = Without an answer 30 to 99 are read as 1930 to 1999; 00 to 29 are kept word for word beside the row and not read. A register of old people needs the answer.
register-sex-female = Codes for female, with commas
register-sex-male = Codes for male, with commas
register-to-preview = Look through the rows
register-look = Look through before it goes in
register-will-go-in = rows will go in
register-will-stay-out = rows will stay out
register-cells-aside = cells kept aside, word for word
register-held-apart = Held apart and not imported, because they belong to a restricted volet:
register-doubles-before = These rows look like the person named here. They go in as they are, and nobody is joined to anybody: look at the files before you record.
register-first-rows = The first rows, as they will go in
register-kept-beside = Kept beside
register-problems = What needs a look
register-problem = What is wrong
register-remedy = What to do
register-effect = Effect
register-effect-file = for your information
register-effect-cell = the person goes in, this cell is kept aside
register-effect-row = the row stays out
register-row = Row
register-row-number = row { $row }
register-whole-file = whole file
register-value = Value
register-more-problems = { $count ->
    [one] and { $count } more in the file below
    *[other] and { $count } more in the file below
}
register-problems-csv = All problems as problems.csv
register-do-import = { $count ->
    [one] Import { $count } row
    *[other] Import { $count } rows
}
register-back-to-columns = Back to the columns
register-result = What came of it
register-added = people added
register-known = rows known already: nothing added
register-sibling-groups = families and sibling groups
register-refused = rows that stayed out
register-set-aside = Cells kept aside with their row
register-doubles = Perhaps known already
register-doubles-what = These rows look like the person named here. They went in as they are; compare the two files and decide.
register-same-code = the row bears this code: nothing was added
register-alike = alike in name and birth
register-more-doubles = { $count ->
    [one] and { $count } more
    *[other] and { $count } more
}
register-to-place = To the place
register-finish = Finish and forget the file
register-export = Export
register-export-what = Everybody who stayed at a place between two days, in the columns that an import reads. Religion and health are no columns of it. Each file that it opens stands in the log.
register-format = Format
register-from = From the day (empty: from the beginning)
register-until = To the day
register-do-export = Export

# What a column can hold
register-field-code = Relais code
register-field-number = Register number
register-field-full-name = Whole name
register-field-surname = Surname
register-field-given = Given name
register-field-birth-surname = Surname at birth
register-field-sex = Sex
register-field-birth = Birth
register-field-birth-place = Place of birth
register-field-nationality = Nationality
register-field-religion = Religion (held apart)
register-field-languages = Languages
register-field-father = Father
register-field-mother = Mother
register-field-family = Family group
register-field-barrack = Building or room
register-field-arrived-on = Arrived on
register-field-came-from = Came from
register-field-convoy = Group on the journey
register-field-left-on = Left on
register-field-leave-reason = Why they left
register-field-left-for = Left for
register-field-health = Health (held apart)
register-field-note = Note
