# Maker and checker: what waits for a second person.

proposals-title = Waiting for a second person
proposals-about = Money that goes out, where gifts are sent, and what takes such an entry back is entered when two people stand behind exactly the same.
proposals-none = Nothing waits for a second person.
waits-proposal = Waits for a second person: { $what }

proposal-propose = Propose it
proposal-save = Save the change
proposal-note = This waits for a second person. It is entered when somebody else has approved exactly this.
proposal-note-alone = Nobody else can approve this now. It is entered at once, and the public books say that one person approved it.
proposal-note-change = Whoever has approved it must look again: what they approved was something else.

proposal-title = Waits for a second person
proposal-done-title = Approved and entered
proposal-withdrawn-title = Withdrawn
proposal-made = proposed by { $name } on { $date }
proposal-behind = { $n ->
    [0] Nobody who takes part stands behind exactly this; { $needed } are needed.
    [one] { $n } of { $needed } needed stands behind exactly this: { $names }.
   *[other] { $n } of { $needed } needed stand behind exactly this: { $names }.
}
proposal-digest = Compare over the phone if you like. The check sum begins with
proposal-own = You proposed this, so somebody else approves it. You can still change it, or withdraw it.
proposal-nobody = Nobody is left who could be the second person. Withdraw it and enter it anew: it is then entered at once, and the public books say that one person approved it.
proposal-approve = Approve exactly this
proposal-again = Try again to enter it
proposal-withdraw = Withdraw it
proposal-change = Change it
proposal-changed = It was changed after you opened this page, so nothing was approved. Look at what it says now.
proposal-closed = It does not wait any more: somebody entered it or withdrew it meanwhile.
proposal-moved = Others were at it in the same moment, so it was not entered yet. Look at it and try again.
proposal-key-used = This form has proposed something else already. Look it over and propose it once more.
proposal-refused-now = As the book is now, this cannot be entered:

proof-hint = Money asks again: six digits from your app, or one of your codes on paper.
proof-missing = Type the code your app shows now; the last one is more than five minutes ago.
proof-wrong = That code did not fit: each works once, and for half a minute. Nothing was entered; wait for the next one.

told-alone = { $sentence } (approved by one person)
alone-stamp = approved by one person
alone-note = At that moment nobody else could be the second person.
