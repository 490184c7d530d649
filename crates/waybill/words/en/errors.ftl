# What is told when a rule is broken: what was wrong, and what to do.

error-required = Fill this in.
error-too-long = This is too long: { $length } characters, at most { $max }. Shorten it.
error-hidden-characters = This holds invisible characters that can make text read as something else. Type it again by hand.
error-choice = This is not one of the choices. Choose from the list.
error-date-form = This is not a date. Write it as year-month-day, for example 2022-03-18.
error-date-early = { $date } is too early: the earliest day here is { $first }.
error-date-late = { $date } is too late: the latest day here is { $last }.
error-count-form = This is not a whole number. Write digits only, for example 40.
error-count-zero = The count must be at least 1.
error-count-limit = One entry counts at most { $max }. Split it into several.
error-number-limit = Numbers here go up to { $max }.
error-currency = “{ $code }” is not a currency. Write its three letters, for example EUR.
error-amount-form = This is not an amount. Write it like 1234.50 or 1 234,50.
error-amount-zero = The amount must be more than 0.
error-amount-decimals = { $currency } has { $decimals ->
    [0] no decimals
    [one] one decimal
   *[other] { $decimals } decimals
}; this amount has more. Round it as the bank did.
error-amount-unclear = This can be read as thousands or as decimals. Write thousands without a mark (1234) or with decimals (1234.00).
error-amount-limit = This is over the limit of { $limit } for one amount.
error-variant = This class or size does not belong to “{ $item }”. Choose another, or none.

refused-short = There is not enough: { $holder }, fund “{ $fund }”, holds { $has }; this takes { $wanted }, { $missing } more. First enter the gift or opening balance that is missing, or take less.
refused-other = The book refused this entry ({ $code }). Check what it takes and from where.
refused-bytes = This entry cannot be written down exactly. Use shorter values.

not-found-title = There is nothing at this address
not-found-text = It may have been mistyped, or it is not told yet.
went-wrong-title = Something went wrong here
went-wrong-text = Nothing was entered. Try again in a moment; what you typed is still in your browser if you go back.
disk-full-title = There is no room on the server's disk
disk-full-text = Nothing was entered. Whoever keeps the server has to make room on its disk; then send this once more. Everything can be read meanwhile.
disk-faulty-title = The server's disk reported an error
disk-faulty-text = Nothing more is entered until the disk was looked at and the program started again: what is confirmed must be kept. Tell whoever keeps the server. Everything can be read meanwhile; the same form, sent again afterwards, is never entered twice.
bad-request-title = This request could not be read
bad-request-text = Go back and send the form again.
too-large-title = That was too much at once
too-large-text = A form takes at most 500 kilobytes. Nothing was entered; go back and shorten it.
no-operation-title = No operation lives here yet
no-operation-text = Whoever runs this server founds one with the command: waybill init
link-used-title = This link has been used, or is too old
link-used-text = Ask whoever invited you for a new one. If you have joined already, sign in.
not-entered-text = Sign in to go on. A session ends after a quarter of an hour without use, and after eight hours.
