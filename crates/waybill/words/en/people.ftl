# The door and the people behind it.

sign-in-title = Sign in
sign-in-name = The name you go by here
sign-in-passphrase = Passphrase
sign-in-code = Code
sign-in-code-hint = Six digits from your app, or one of your codes on paper.
sign-in-button = Sign in
sign-in-wrong = That did not fit. Check the name, the passphrase and the code: a code lives for half a minute and works once. Nothing says here which of them was wrong.
sign-in-too-many = Too many tries in this minute. Wait one minute and try again.
sign-in-lost = Passphrase or phone lost? A code from your paper stands in for the phone. For a lost passphrase another coordinator invites you anew: nobody can read yours.
signed-in-title = You are back
signed-in-kept = Your session had ended, and what you typed was not sent. It is here still: press the button to send it now.
signed-in-go-on = Go on with what I typed
signed-in-drop = Leave it

join-title = Join
join-text = You are invited to { $operation } as { $name }. Three things and you are in: an app for codes, a passphrase, a sheet of paper.
join-unconfirmed = { $name } is invited, and a second person has to confirm it. Open this link again when they have.
join-app-title = 1. Codes on your phone
join-app-text = Open an app for one-time codes and let it read this square. Any such app will do; it needs no network.
join-app-picture = Square code for your app
join-app-by-hand = Or type it in:
join-own-title = 2. Your passphrase
join-passphrase = A passphrase of your own
join-passphrase-hint = At least { $min } characters; several words that do not belong together are best. Blanks count.
join-again = The same once more
join-code = The code your app shows now
join-code-hint = Six digits.
join-code-wrong = This is not the code of now. Wait for the next one, and check that the phone’s clock is right.
join-button = Join
join-no-way-back = The passphrase opens your key, and your key opens what is sealed to you. We do not keep it and cannot give it back.
joined-title = You are in
joined-text = You take part as { $name }.
joined-codes-title = 3. Your codes on paper
joined-codes-text = Copy or print these now: they are shown this once. Each stands in for your phone one time, and one of them opens the lock switch alone. Keep them where nobody looks for a phone.

passphrase-short = { $length } characters; at least { $min } are needed. Take several words.
passphrase-guessed = This one would soon be guessed. Take several words that do not belong together, and no name anybody here knows.
passphrase-differs = The two are not the same. Type both once more.

role-coordinator = coordinator
role-treasurer = treasurer
role-logistics = logistics
role-editor = editor
role-moderator = moderator
role-auditor = auditor
