# The bank’s statements.

statements-title = Bank statements
statements-about = Each line of the bank’s file waits here until somebody books, holds or ignores it. Of a line amount, dates, country, what was sent in another currency, reference and a keyed hash are kept; name, account number and text are sealed for those who deal with money.
statements-send = Read a file
statements-file = Read a file from the bank
statements-file-field = File from the bank
statements-file-hint = Required. camt.053 in version 02, 04 or 08, at most { $max } MB. The same file twice, or two files that overlap, change nothing.
statements-read = Read it
statements-balance = The bank’s balance beside the book’s
statements-to-list = To the list of lines
statements-another = Read another file
statements-states = Lines by what was decided
statements-accounts = Lines by account
statements-pages = Pages of lines
statements-all-accounts = All accounts
statements-tab-open = Waiting: { $n }
statements-tab-held = Held: { $n }
statements-tab-ignored = Ignored: { $n }
statements-tab-booked = Booked: { $n }
statements-none-open = 0 lines wait. The next file from the bank brings new ones.
statements-none-held = 0 lines are held back.
statements-none-ignored = 0 lines are ignored.
statements-none-booked = 0 lines are booked. They appear here once they are in the book.
statements-counts = Ready to be booked: { $ready }. Somebody has to look: { $looks }. Went out: { $out }.
statements-book-all = { $n ->
    [one] Book the { $n } line that is ready
   *[other] Book all { $n } lines that are ready
}
statements-tick = Tick lines, then press a button below them
statements-go-book = Book the ticked lines
statements-go-hold = Hold the ticked lines
statements-go-ignore = Ignore the ticked lines
statements-go-open = Let the ticked lines wait again
statements-open = Look at it
statements-open-this = Look at it: { $line }
statements-newer = Newer lines
statements-older = Older lines
statements-page = Page { $n } of { $of }
statements-none-ticked = No line was ticked. Tick the lines you mean, then press the button once more.
statements-now-booked = { $n ->
    [0] Nothing was booked.
    [one] { $n } line is in the book now.
   *[other] { $n } lines are in the book now.
}
statements-now-settled = { $n ->
    [one] { $n } line belongs to an entry that was in the book already.
   *[other] { $n } lines belong to entries that were in the book already.
}
statements-now-refused = { $n ->
    [one] { $n } line was not booked, and why:
   *[other] { $n } lines were not booked, and why:
}
statements-now-open = { $n ->
    [one] { $n } line waits again.
   *[other] { $n } lines wait again.
}
statements-now-held = { $n ->
    [one] { $n } line is held back now.
   *[other] { $n } lines are held back now.
}
statements-now-ignored = { $n ->
    [one] { $n } line is ignored now. It can be taken back.
   *[other] { $n } lines are ignored now. They can be taken back.
}
statements-meanwhile = { $n ->
    [one] { $n } line was decided about meanwhile, and stays as it is.
   *[other] { $n } lines were decided about meanwhile, and stay as they are.
}
statements-left = { $n ->
    [one] { $n } line is left: press the button once more.
   *[other] { $n } lines are left: press the button once more.
}

statement-title = A line of the bank
statement-line = { $date }, { $money }
statement-sent = { $money } were sent
statement-is-open = This line waits.
statement-is-held = This line is held back.
statement-is-ignored = This line is ignored.
statement-is-booked = This line is in the book.
statement-gift-open = A gift, for where it is most needed.
statement-gift = A gift, for “{ $fund }”.
statement-entered = In the book already:
statement-perhaps = Perhaps this gift, which was entered by hand:
statement-look-reference = Perhaps a gift: it carries no reference of ours. Look at it, or tick it to book it under a new reference, for where it is most needed.
statement-look-country = A gift, but the bank does not say from which country. Look at it and choose one.
statement-look-early = It is older than the book, so it may be in the opening balance. If it is, ignore it.
statement-look-late = Its day has not come yet. Book it then.
statement-look-corrected = Its entry was put right. If the bank took the money back, ignore this line and the one that took it back. If the money is there, look at it and book it anew.
statement-look-several = { $n ->
    [one] The bank booked { $n } payment in it. Enter each by hand, or book it as one gift.
   *[other] The bank booked { $n } payments as one. Enter each by hand, or book it as one gift.
}
statement-out = Money went out, and no entry of the book says where to. Look at it, enter what it was; then the line finds its entry.
statement-reversal = The bank takes an earlier line back, so it is held. Put the entry of that line right and ignore both lines: the money came and left. Or enter what it was; then this line finds its entry.
statement-refused-look = Somebody has to look at this line first.
statement-refused-out = Money that went out is entered with its own form.
statement-refused-reversal = What the bank takes back is put right with a correction.
statement-gone = Somebody decided about this line meanwhile. It is shown as it is now.
statement-settle = It is entry { $n }
statement-ways = Enter what it was. Day, amount and account are filled in:
statement-book = Book it as a gift
statement-go-hold = Hold it back
statement-go-ignore = Ignore it
statement-go-open = Let it wait again

statements-new = { $n ->
    [0] The file was read. It has no line that was not known already.
    [one] The file was read: { $n } new line.
   *[other] The file was read: { $n } new lines.
}
statements-of = { $holder }, ends in { $ends }
statements-of-unknown = { $currency }, ends in { $ends }
statements-counted = New lines: { $new }. Known already: { $known }.
statements-which-title = Whose account is it?
statements-which-about = Choose, then choose the file once more: it was not kept. The choice is remembered as a keyed hash of the account’s number.
statements-which = This file speaks of an account in { $currency } that ends in { $ends }. Which one is it?
statements-refused-which = None of its lines was taken: nobody has said yet which account of ours ends in { $ends }. Choose below.
statements-refused-none = None of its lines was taken: this operation has no bank account in { $currency }.
statements-refused-currency = None of its lines was taken: this is the number of { $holder }, which is in { $ours }, and the statement is in { $currency }. Compare the giving details with the bank’s.
statements-refused-complaint = None of its lines was taken.
statements-faults = { $n ->
    [one] { $n } line was left out
   *[other] { $n } lines were left out
}
statements-unsure = To compare now
statements-unsure-note = Of these new lines none carries a reference of ours, or money went out. What the bank says of them is shown here this once; afterwards it is sealed, and opening it is an entry in the book.

file-missing = No file came. Choose the file that the bank gave you.
file-too-large = This file is larger than { $max } MB. Ask the bank for a shorter time.
file-too-many = This file has more than { $max } lines. Ask the bank for a shorter time.
file-too-deep = At line { $line } this file is nested deeper than any statement. Ask the bank for it once more.
file-not-xml = This is not a statement: it stops being XML at line { $line }. Choose the file whose name ends in .xml, as the bank gave it to you.
file-truncated = This file breaks off at line { $line }. Load it from the bank once more.
file-entities = This file defines words of its own at line { $line }, which no bank does. It was not read. Ask where it comes from.
file-encoding = The letters of this file are not { $declared }, though it says so. Load it from the bank once more, and do not save it with another program.
file-namespace = This is another sort of document ({ $found }). Ask the bank for account statements as camt.053, version 02, 04 or 08.
file-no-statement = There is no statement in this file. Choose another day.
file-large-title = This file is too large
file-large-text = A file has at most 64 MB. Nothing was read; ask the bank for a shorter time.
file-busy-title = Several files are coming in
file-busy-text = Four at a time. Nothing was read of this one; go back and send it again in a moment.

statement-no-account = The statement names no account.
statement-no-currency = The statement names no currency.
statement-unknown-currency = “{ $code }” is no currency we know.
statement-opening-unread = The balance at the beginning could not be read: { $why }
statement-closing-unread = The balance at the end could not be read: { $why }
statement-does-not-add-up = The statement does not add up: { $opening } at the beginning and { $moved } in its lines make { $made }, but it says { $closing }. Lines that could not be read: { $unread }. Its good lines were taken; ask the bank.
statement-line-fault = Line { $n }: { $why }
line-amount-why = { $money }: { $why }
line-pending = it is only announced. Once the bank has booked it, a later file brings it.
line-future = its day has not come. A later file brings it.
line-information = it is for information only; no money moved.
line-not-booked = the bank has not booked it.
line-no-status = it does not say whether it is booked.
line-no-amount = it has no amount.
line-not-a-number = its amount is not a number.
line-zero = its amount is zero.
line-too-much = its amount is more than this book takes.
line-decimals = its amount has too many decimals: { $found }, and { $currency } has { $allowed }.
line-other-currency = it is in { $found }, and the account is in { $account }.
line-unknown-currency = “{ $code }” is no currency we know.
line-no-date = it has no date.
line-not-a-date = its date is not a date.
line-no-direction = it does not say whether money came or went.
line-batch = it stands for several payments ({ $n }), which make { $made } and not { $amount }.
line-twice = it says twice what it may say once, such as two amounts.
line-too-long = one of its texts is longer than { $max } characters.

statements-balance-about = What the bank says is on an account, what the book says, and every line and entry that makes the difference.
statements-balance-none = 0 statements were read so far. Once a file from the bank is read, its balances stand here.
balance-unknown = The book has { $book }. No statement has told a balance yet.
balance-book = The book, all funds together
balance-before = Difference where the statements begin, { $date }
balance-open = Lines that wait: { $n }
balance-held = Lines held back: { $n }
balance-ignored = Lines ignored: { $n }
balance-later = Entries after the bank’s balance: { $n }
balance-nowhere = Entries on no line: { $n }
balance-unexplained = Not explained
balance-unexplained-note = The lines of the statements do not make their balances. A statement is missing, lines were left out, or the bank put something right: read the missing file, or ask the bank.
balance-bank = The bank, on { $date }
balance-same = Book and bank agree to the cent.

waits-statements = { $n ->
    [one] To book: { $n } line of the bank
   *[other] To book: { $n } lines of the bank
}

## How we protect people

kept-statement-line = Lines of bank statements: amount, direction, days, account of ours, reference, the country the money came from, what was sent in another currency and at which rate, how many payments it holds, a fingerprint, and what was decided. No name, no account number, no text of a transfer.
kept-statement-account = Fingerprints of our own account numbers, and which account each one is.
kept-statement-balance = The balances that bank statements tell.
