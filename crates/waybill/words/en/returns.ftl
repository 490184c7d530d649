# Things that were handed over come back.

return-title = Something came back
return-about = Things that were handed over and do not fit, or are not needed any more. Whose they were is not stored. The world never hears of it alone: it goes out of a later total of the same goods and region.
return-handover = From which handover
return-handover-words = { $things }, { $region }, { $week } (entry { $n })
return-count = How many came back
return-people = From how many people
return-people-hint = Leave it empty for one each.
return-region = Now at: region
return-on = Came back on
return-too-many = { $count } is more than is still with people from this handover: { $here }. Enter at most that; the rest belongs to another handover.
entry-return = Return
trace-stamp-return = Came back
trace-step-return = { $what } came back. Now: { $holder }
kind-return = Things that came back
