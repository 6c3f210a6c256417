# Who belongs where

member-title = Who belongs where
member-what = Whoever belongs to a house reads what stands in its files as far as their role goes. Only its keeper lets somebody in, or removes them.
member-because = You see this because you are { $role } there.
member-name = Name
member-role = Role
member-node = Node
member-out = Removal
member-you = you
member-here = this node
member-choose = Choose
member-remove = Remove
member-remove-what = What they know they know. A new key begins that they do not get: what is written from now on they cannot read, here or elsewhere, and what they sign without having heard of it does not count until a keeper has looked at it.
member-remove-do = Remove them
member-sure = I have read this, and it is meant
member-grant = Let somebody in, or change a role
member-grant-what = Members of this node, and everybody whose card is kept. They read everything that stands there, also what was written before.
member-grant-do = Grant it
member-card = Keep somebody’s card
member-card-what = Paste the text of the card, then the eight words that its owner reads to you by telephone or face to face. If they are not the same, the card was exchanged on its way. Without another name they are known by the one on the card.
member-card-do = Keep the card
member-revoke = Revoke a node
member-revoke-what = A node that was lost or taken: what it had written up to what is known here counts, what comes after does not. Remove whoever sat there as well.
member-revoke-do = Revoke it
