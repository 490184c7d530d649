# Money that becomes another currency.

change-title = Money was changed
change-about = Money of one fund becomes another currency in another account of ours. The rate follows from the two amounts; the world sees both, and the rate.
change-from = From
change-amount = Amount given
change-into = Into which account
change-got = Amount got
change-got-hint = As it was credited, in the currency of that account.
change-source = Whose rate
change-on = Day of the change
change-same-currency = Both accounts are in { $currency }. Choose an account in another currency.

rate-bank = the bank’s own rate
rate-national = the national bank’s rate
rate-office = an exchange office
rate-card = the card company’s rate
rate-agreed = a rate that was agreed

holder-exchange = Exchange of money
kind-change = Change of money
entry-change = Change of money
told-change = Changed for “{ $fund }”: { $amount } into { $got }; { $rate }, { $source }
told-rate = 1 { $one } = { $rate } { $other }
figure-fund-changed = Changed in the fund “{ $of }”, less what was changed out of it
books-col-changed = Changed
trace-stamp-change = Changed
trace-step-change = { $part } became { $what }
