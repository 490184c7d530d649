# Comments: the form under a text, what stands there, and the coordinators' page.

## The form

comment-title = Write a comment
comment-name = Name
comment-name-hint = required; everybody will see it. A made-up name is welcome.
comment-name-letter = A name needs a letter or a digit. A made-up one will do.
comment-mail = E-mail address
comment-mail-hint = may stay empty. It is not published. It is sealed as soon as you send it, so that only those who read comments here can open it, and it is erased with your comment.
comment-mail-form = This is not an e-mail address. Type it as name@example.org, or leave it empty.
comment-trap = Leave this empty
comment-words = Your comment
comment-words-hint = required; up to { $max } characters, plain text. Name no people and no places in danger.
comment-send = Send it to be read
comment-kept = What becomes of it
comment-kept-read = A coordinator reads it first. Approved, it stands under the text, perhaps with an answer; rejected, it is deleted.
comment-kept-what = We keep the name you chose, your words, the day and the language; the e-mail address, if you give one, sealed.
comment-kept-not = We keep no internet address, no time of day, and set no cookie.
comment-too-fast = That was faster than people write, so it was not taken. Your words stand below: please press the button once more.
comment-too-old = This form was opened more than a day ago. Your words stand below: please look at them and press the button once more.
comment-form-lost = This form was not handed out for this text, or it was damaged on the way. Your words stand below: please look at them, and after a few seconds press the button once more.
comment-form-used = This form has sent something else already. If this is another comment, press the button once more after a few seconds.
comment-too-many = So many people are writing at this moment that yours was not taken. Your words stand below: wait a minute and press the button once more.
comment-full = So many comments wait to be read that no more are taken now. Your words stand below: copy them and come back tomorrow.
comment-held = Thank you. A person will read it
comment-held-text = Your comment is held for a coordinator to read. It appears under the text when it is approved.
comment-held-again = There is nothing more to do. Sent twice, it is still one comment.
comment-back = Back to the text

## Under a text

comments-heading = Comments
comments-count = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
comments-none = Nobody’s comment stands here yet. The first appears once a person has read it.
comments-older = All comments, from the first
comments-title = Comments: { $name }
comments-about = About
comments-page = Page
comments-page-of = { $n } of { $of }
comments-before = The page before
comments-after = The next page
comments-reply = Answer of the coordinators, { $date }
comments-removed = A comment of { $date } was taken down.

## The coordinators' page

waits-comments = { $n ->
    [one] { $n } comment waits to be read
   *[other] { $n } comments wait to be read
}
comments-desk = Comments
comments-desk-lede = Nothing stands in public before one of you has read it. Rejected words are deleted at once. No comment may name people or places in danger.
comments-tab-held = To be read
comments-tab-published = Published
comments-desk-held = { $n ->
    [one] { $n } comment waits
   *[other] { $n } comments wait
}
comments-desk-approved = { $n ->
    [one] { $n } comment is published
   *[other] { $n } comments are published
}
comments-more-held = { $n ->
    [one] { $n } more waits and comes next.
   *[other] { $n } more wait and come next.
}
comments-newer = Newer ones
comments-older-page = Older ones
comments-answer = Answer as the operation
comments-reply-to = Answer to { $name }
comments-reply-hint = may stay empty; up to { $max } characters, everybody will see it
comments-what-with = What becomes of the comment by { $name }
comments-do-later = Later
comments-do-approve = Approve
comments-do-reject = Reject and delete
comments-do-leave = Leave as it is
comments-do-reply = Put this answer
comments-do-remove = Take down
comments-carry-out = Do this
comments-nothing-chosen = Nothing was chosen. Choose for at least one comment what becomes of it.
comments-now-approved = The comment by { $name } is published.
comments-now-rejected = A comment was rejected and deleted.
comments-now-removed = A comment was taken down. A line says so where it stood.
comments-crossed-held = The comment by { $name } still waits, but the page was older than that. Look at it once more.
comments-crossed-approved = Somebody else approved or answered the comment by { $name } meanwhile, so nothing of yours was done. It stands under “Published”.
comments-crossed-rejected = Somebody else rejected this comment meanwhile. It is deleted.
comments-crossed-removed = Somebody else took this comment down meanwhile.
comments-gone = A comment you chose for is not there any more.

## How we protect people

kind-comment = Comments
protect-when-approved = Once a coordinator has read and approved it
protect-told-from-readers = In the words of whoever wrote it, for everybody to read.
member-author = the name its writer chose
member-words = the words
member-written = the day
member-reply = what the coordinators answered
kept-comment-kept = Comments that wait for a person to read them, and the words of approved ones: the name their writers chose, the text, the day.
