# Giving: where money is sent, promised gifts, and the page that brings them together.

nav-give = Give
kind-giving-details = Giving details
entry-giving-details = Giving details
told-giving-details = Gifts in { $currency } go to: { $holder }, { $number }

## The form of the coordinators

details-title = Giving details
details-about = The account that gifts are sent to. Everybody will see it. A change is announced for 72 hours before it holds, so that nobody can swap an account unseen.
details-done = Told at the next close of a day. If giving details were told before, these hold 72 hours after that close; until then the page for giving shows both. To take a change back, enter the old details again.
details-account = For which account
details-holder = Account holder
details-holder-hint = As the bank writes it: the association, foundation or company that carries the operation. Never a private person. At most 70 characters.
details-iban = IBAN
details-iban-hint = Blanks make no difference.
details-bic = BIC
details-bic-hint = May stay empty within the euro area.
details-number = Account number
details-number-hint = Only where the bank has no IBAN.
details-bank = Name of the bank
details-iban-missing = Fill in the IBAN. Where the bank has none, fill in the account number and the name of the bank.
details-iban-euro = Fill in the IBAN: every account in euros has one.
details-both = Fill in the IBAN or an account number, not both.
details-bank-missing = An account number needs the name of its bank.
details-bank-alone = The IBAN names its bank already. Leave this empty.
details-bic-alone = A BIC belongs to an IBAN. Fill in the IBAN, or leave this empty.
details-name-letter = “{ $letter }” cannot stand in a name at a bank. Use letters, digits and the usual marks.
details-name-mixed = “{ $word }” mixes Latin and Cyrillic letters that look alike. Type it again in one of them.
details-bic-form = “{ $bic }” is not a BIC: it has 8 or 11 letters and digits, for example COBADEFFXXX.
details-iban-letter = “{ $letter }” cannot stand in an IBAN. It has the letters A to Z and digits only; type it anew if it was copied.
details-iban-form = This is not an IBAN. It begins with two letters and two digits and has 15 to 34 characters.
details-iban-length = An IBAN that begins with { $country } has { $expected } characters; this one has { $typed }. Compare it with what the bank wrote.
details-iban-digits = The check digits do not fit: a character was mistyped or two changed places. Compare it with what the bank wrote.
details-iban-nobodys = An IBAN that begins with { $code } belongs to no bank. Only demonstrations use it.
details-iban-demo = This is a demonstration and nobody may send money to it: its IBAN must begin with { $code }.
details-same = These are the details that were entered last. Change something, or leave them as they are.

## The page for giving

give-title = Give: { $name }
give-heading = Give
give-lede = Say what for and how much. You get a reference for your transfer and a code with which you alone can see what became of your gift.
give-now = Give now
give-for-this = Give for this
give-for-this-need = Give for this: { $need }
give-what = What would you like to give?
give-where = Where the money goes
give-to = Gifts in { $currency }: account holder
give-holder = Account holder
give-iban = IBAN
give-bic = BIC
give-number = Account number
give-bank = Bank
give-number-at = { $number } at { $bank }
give-one-person = These details are confirmed by one person. A change of them is announced here for 72 hours before it holds.
give-two-people = These details are confirmed by two people. A change of them is announced here for 72 hours before it holds.
give-no-reference-yet = Your own reference comes with the next step.
give-for = For what
give-for-open = Where it is most needed
give-for-need = { $need }: { $money } still missing
give-amount = Amount
give-currency = Currency
give-pieces = Or how many pieces
give-pieces-hint = For a need: we multiply by its estimated price. Then leave the amount empty.
give-send = Get reference and code
give-nothing-kept = No name, no address, no e-mail: we store the fund, the amount and today’s date, and nothing about you.
give-need-state = For “{ $need }”, { $money } is still missing. One costs about { $price }.
give-need-complete = “{ $need }” is funded in full by now. Give where it is most needed, or choose another need.
give-need-not-now = “{ $need }” is not needed now. Give where it is most needed, or choose another need.
give-need-stale = It may have changed since. Gifts for where it is most needed go to what coordinators know to be lacking.
give-need-no-account = “{ $need }” is counted in { $currency }, and no account here takes { $currency } yet. Give where it is most needed, or choose another need.
give-need-currency = “{ $need }” is counted in { $currency }. Choose { $currency }, or give where it is most needed.
give-both = Fill in an amount or a number of pieces, not both.
give-pieces-of-what = Pieces of what? Choose a need above, or fill in an amount instead.
give-too-much = This is more than one transfer can carry: at most { $limit }. Split it, or ask the treasurer.
give-form-used = This form was used before. Press once more to get a new reference.
give-too-many = Too many references were asked for just now. Wait a minute and press again. Or transfer without a reference, and ask the treasurer for a code afterwards: you need the day, the amount and the country of your bank.
give-full = No more references can be given out at present: so many promised gifts wait for their money that there is no room for another. Transfer without a reference, and ask the treasurer for a code afterwards: you need the day, the amount and the country of your bank.
give-no-details = This operation has not set its giving details yet, so there is nothing to transfer to.
give-no-details-note = They appear here on the evening after coordinators have entered them.
give-demo = This is a demonstration. The account numbers on this page belong to no bank and nobody receives money: do not transfer anything.
give-change = The details for { $currency } are about to change
give-change-text = The new ones hold from the evening of { $date }. Until then gifts go to the old account. If you know this operation, ask somebody there whether the change is right.
give-change-soon = These details are about to change. See what is announced, and from when.
give-change-now = Holds now:
give-change-then = Announced:
give-then = What happens then
give-then-transfer = You transfer the money with the reference, with your bank’s app or by copying the lines.
give-then-booked = When it has come, the treasurer books it. That takes a few days.
give-then-follow = The evening after, your code shows where your gift is.
give-other-way = You can also transfer without a reference. Then ask the treasurer for a code: you need the day, the amount and the country of your bank.

## The answer, shown once

given-title = Your reference and your code
given-heading = Thank you. Now transfer it.
given-lede = { $money } for “{ $fund }”.
given-transfer = For the transfer
given-reference = Reference
given-copy = Copy each line as it stands. Write the reference into the field for it, or into the purpose of the transfer.
given-qr = Your bank’s app reads this and fills everything in.
given-qr-label = Square code for banking apps, with the same transfer as the lines beside it: reference { $reference }
given-until = We wait for the money until { $until }. If it comes later, it is booked all the same. Another amount is fine, too.
given-keep = Keep this
given-code = Your code
given-once = The code is shown once, now. We keep no copy and cannot find it again. Write it down or print this page.
given-use = With it you see what became of your gift, from the evening after it was booked. Whoever has the code sees the same. The reference opens nothing.
given-print = Printed: fold the sheet between the two parts. One is for the bank, the other for you.

## Promised gifts, for coordinators

promises-title = Promised gifts
promises-about = References given out on the public page whose money has not come yet. Nobody’s name is behind them.
promises-none = 0 promised gifts. They appear here when somebody asks for a reference on the page for giving.
promises-cell = { $n ->
    [one] { $n } promise, { $money }
   *[other] { $n } promises, { $money }
}
promises-col-open = Waited for
promises-col-ended = Ended
promises-ended-on = Ended on { $date }
promises-ended = { $n ->
    [0] None has ended
    [one] { $n } has ended
   *[other] { $n } have ended
}
promises-ended-note = Nobody has to do anything: money that comes late is booked under its reference all the same. After another 60 days an ended promise is taken away, and its reference is unknown.
promises-renew = Renew for 30 days
promises-renew-this = Renew for 30 days: { $reference }
promises-renewed = { $reference } is waited for until { $until }.
promises-gone = This promise is gone: its gift was booked, or it ended too long ago.
promise-wish = { $money } for “{ $fund }”
promise-remark-same = As promised
promise-remark-differs = Not quite as promised
promise-remark-ended = The promise behind this reference had ended
promise-remark-ended-text = It was made on { $made } and ended on { $until }. The money has come, so book it: the reference and the giver’s code hold. If it is somebody else’s money, go back and empty the field; then a new reference and a new code are made.
promise-remark-differs-text = Promised: { $promised }. This gift: { $came }. What came is what is booked.

## A new code for a booked gift

new-code-title = Give out a new code for this gift
new-code-about = For a giver who lost the code or transferred without a reference. A new code is made and shown once. The old code stops working at once: make sure that you speak with the giver, who can say the day, the amount and the country of the bank.
new-code-make = Make a new code
new-code-made-before = Another code was given out since this page was opened. Open it again if that was not you.
