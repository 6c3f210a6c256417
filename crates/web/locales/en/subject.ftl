# The sheet for whoever a file is about: who saw it, when and why

subject-title = Who saw this file
subject-file = File
subject-what = Each time somebody opens this file, who, when and why is written down before they see it. Nobody can take a line out without that being noticed. This is the whole list, in plain words. It belongs to the person whose file it is.
subject-made = Made on { $date } by { $by }.
subject-covers = It speaks of what lies in: { $houses }.
subject-covers-not = Other houses may keep something too. Each has a list of its own and has to show it.
subject-other-nodes = { $n ->
    [one] What lies in “{ $house }” is kept on one other computer too. What was read there stands on that computer’s own list.
   *[other] What lies in “{ $house }” is kept on { $n } other computers too. What was read there stands on their own lists.
}
subject-copies = { $n ->
    [one] In “{ $house }” one file is a closed copy: it stayed behind when the file went elsewhere.
   *[other] In “{ $house }” { $n } files are closed copies: they stayed behind when the file went elsewhere.
}
subject-seen = Who opened it
subject-seen-none = Nobody has opened it.
subject-day = Day
subject-who = Who
subject-where = In which house
subject-why = Why
subject-role = As
subject-granted-head = By whose decision
subject-times = { $times } times
subject-may-see = Who may open it now: { $house }
subject-granted = { $by }, on { $on }
subject-colleague = a colleague of this house
subject-unknown = somebody who has left
subject-left-out = Names that are not shown
subject-left-out-count = { $n ->
    [one] One name is not shown on this sheet: where it would stand you read “a colleague of this house”. What was opened, when and why is shown all the same.
   *[other] { $n } names are not shown on this sheet: where they would stand you read “a colleague of this house”. What was opened, when and why is shown all the same.
}
subject-left-out-line = Decided in “{ $house }” by { $by }, with the agreement of { $second }, on { $on }.
subject-left-out-why = A name is left out only where telling it would put somebody in danger. You may ask the house about this decision, and you may complain of it to someone outside the house.
subject-ask = You may ask what a line means, and why somebody opened the file. If you think somebody had no reason to, say so: to the person who accompanies you, or to anybody else you trust.
subject-withheld-title = Names not shown to the people concerned
subject-withheld-what = Everybody may ask who saw their file. Where naming a colleague would put them in danger, the sheet says “a colleague of this house” and says that a name is missing. One person alone cannot decide that: a keeper asks, a second person who directs the house agrees, and neither is the one it is about.
subject-withheld-none = Every name is shown.
subject-withheld-asked = Asked for
subject-withheld-state = State
subject-withheld-waits = waits for a second person; the name is still shown
subject-withheld-in-force = not shown: { $second } agreed on { $on }
subject-withheld-ended = shown again
subject-withheld-agree = Agree
subject-withheld-agree-with = Agree: { $name }
subject-withheld-show = Show the name again
subject-withheld-new = Leave out a name
subject-withheld-no-keeper = Only a keeper asks for it.
subject-glass = In an emergency, by break-glass. The reason given: “{ $why }”
