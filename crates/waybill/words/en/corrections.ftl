# A wrong entry is put right by one more entry.

correction-title = Correct an entry
correction-about = Takes back exactly what a wrong entry moved. Both stay in the book. What is right is entered afterwards, with its own form.
correction-entry = Number of the wrong entry
correction-entry-hint = It stands in the book, and on the entry’s own page.
correction-reason = What was wrong
correction-wrong = This is taken back
correction-first = To be corrected first, in this order
correction-link = Entry { $n }: { $kind }, { $date }
correction-no-entry = There is no entry “{ $entry }”. Look its number up in the book.
correction-of-correction = This entry is a correction itself. If it was a mistake, enter what it took back once more, with its own form.
correction-of-text = A dispatch is corrected in its editor, under “Dispatches”: the page then lists what was wrong.
correction-of-details = Giving details are put right by entering the right ones: they are announced like any change.
correction-already = This entry is corrected already, by entry { $n }. If something is still wrong, correct what was entered afterwards.
correction-paid-back = This entry paid somebody back, which cannot be taken back. If too much was paid, enter what comes back.
correction-used = { $count ->
    [one] What this entry brought was used later, by entry { $n }. Correct that one first; nothing was entered.
   *[other] What this entry brought was used by { $count } later entries. Correct them first, the newest first, beginning with entry { $n }; nothing was entered.
}
correction-then = Now enter it as it should have been:

wrong-amount = wrong amount
wrong-fund = wrong fund
wrong-account = wrong account or holder
wrong-twice = entered twice
wrong-never = did not happen
wrong-goods = wrong goods or count
wrong-other = another mistake

entry-correction = Correction
entry-correct = Correct this entry
entry-corrects = This corrects entry { $n }: { $reason }
entry-corrected-by = Corrected by entry { $n }: { $reason }, { $date }
entry-is-corrected = corrected
sees-vanishes = Nothing. The entry has not been told yet; neither it nor this correction ever will be.
sees-out-of-a-total = Not on its own: the entry was told in a total, and is taken out of a later total that still stands for at least { $k } people.

kind-correction = Correction
told-correction = Corrected ({ $kind }): { $reason }
told-corrected = { $sentence } (corrected)
figures-corrected-by = This fact was corrected and counts no more:
figures-corrects = It takes back this fact:
figures-netted = Something told in an earlier total was wrong, or came back; it is taken out of this one. Neither is ever told of a few people alone.
trace-stamp-correction = Corrected
trace-step-correction = Put right: { $what } back with { $holder }
trace-corrected = This gift was entered wrongly, and the entry has been corrected.
trace-corrected-then = There is nothing to follow here. If the gift was entered again under the same reference, it stands on this page as well. If it does not, ask the coordinators and give them your reference; keep the code.
