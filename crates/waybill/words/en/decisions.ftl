decision-title = Money was decided for a fund
decision-about = Moves money from one fund to another; it stays where it is. The world sees amount and funds.
decision-from = From
decision-fund = For the fund
decision-amount = Amount
decision-on = Day of the decision
decision-same-fund = This is the fund the money is in already. Choose another.
