decision-title = Geld wurde einem Fonds zugeteilt
decision-about = Verschiebt Geld von einem Fonds in einen anderen; das Geld selbst bleibt, wo es ist. Die Öffentlichkeit sieht Betrag und Fonds.
decision-from = Von
decision-fund = Für den Fonds
decision-amount = Betrag
decision-on = Tag des Beschlusses
decision-same-fund = In diesem Fonds liegt das Geld schon. Wählen Sie einen anderen.
