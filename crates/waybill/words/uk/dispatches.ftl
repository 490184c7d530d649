# Зведення: публічні сторінки й редактор.

nav-dispatches = Зведення
moment = { $date }, { $time }
figures-pinned = Це число таке, яким воно було на те закриття дня, коли його наведено у зведенні.
figures-today = Яке воно сьогодні
figure-order-ordered = Замовлено: { $of }
figure-order-agreed = Узгоджена ціна замовлення: { $of }
entry-dispatch = Зведення
kind-dispatch = Зведення

dispatches-title = Зведення: { $name }
dispatches-heading = Зведення
dispatches-lede = Що сталося, день за днем. Кожне двічі підкреслене число взято з книги, а не набрано вручну.
dispatches-strip-count = Опубліковано
dispatches-newest = Спершу найновіші
dispatches-older = Давніші
dispatches-none = 0 зведень. Перше з’явиться тут, щойно координатори його опублікують.

dispatch-title = { $label }: { $title }
dispatch-label-statement = Заява, день { $n }
dispatch-dispatch = Зведення
dispatch-statement = Заява
dispatch-published = Опубліковано
dispatch-figures-of = Числа станом на
dispatch-close-of-day = закриття дня { $n }
dispatch-corrected = виправлено
dispatch-not-in-your-language = Українською цей текст ще не написано.
dispatch-also-in = Також:
section-report = Звіт
section-call = Заклик
section-statement = Заява
section-quote = Цитата
dispatch-correction = Виправлення, { $date }, { $time }
dispatch-correction-entry = Виправлення є окремим записом:
dispatch-figures = Числа в цьому тексті
dispatch-col-what = Що
dispatch-col-then = Як повідомлено
dispatch-col-today = Сьогодні
dispatch-figures-note = Подвійне підкреслення означає: це число не набрано вручну, його взято з книги на закриття дня { $day }. Що відтоді змінилося, стоїть поруч.
dispatch-others = Інші зведення
dispatch-before = Попереднє
dispatch-after = Наступне
dispatch-all = Усі зведення
front-dispatch = Останнє зведення
front-dispatch-more = Усі зведення
front-check-texts = кожне зведення з числами, які воно наводить
front-dispatch-link = Прочитати останнє зведення

dispatches-desk = Зведення
dispatches-desk-lede = Звіт про день стількома мовами, скількома зможете. Числа беруть із того, що світ уже бачить.
dispatch-drafts = Чернетки
dispatch-drafts-none = 0 чернеток.
dispatch-told = Опубліковане
dispatch-told-none = Ще нічого не опубліковано.
dispatch-correct-it = Виправити: { $name }
dispatch-new = Новий текст
dispatch-new-day = День
dispatch-new-day-hint = номер дня, про який ідеться
dispatch-begin = Писати зведення цього дня
dispatch-begin-statement = Писати заяву
dispatch-day-out = Про день { $day } писати не можна: виберіть від 1 до { $last }, тобто до сьогодні.
dispatch-day-taken = День { $day } уже має зведення. Виправте його, додайте до нього мову або напишіть заяву.
dispatch-statements-full = Більше заяв цей день не вміщує. Виберіть інший день.
dispatch-too-many-drafts = Уже є { $max } чернеток, тож цю не збережено. Опублікуйте чи відкиньте котрусь; набране вами лишилося тут.

dispatch-editing = { $name }, { $language }
dispatch-editing-lede = Markdown: порожній рядок між абзацами, ## для заголовка, **виділення**, [слова](https://адреса).
dispatch-editing-told = Цей текст опубліковано. Опубліковані слова ніколи не змінюють мовчки: скажіть, що було не так, і сторінка це покаже.
dispatch-no-people = Не називайте людей і місць, яким щось загрожує: опубліковане лишається назавжди.
dispatch-kept = Збережено. Поки що це бачать лише координатори.
dispatch-note = Що було не так і як правильно
dispatch-note-hint = одне-два речення, як їх мають прочитати
dispatch-title-field = Заголовок
dispatch-lede-field = Перші слова
dispatch-lede-hint = два-три речення; вони стоять і на головній сторінці
dispatch-section-kind = Розділ { $n }: навіщо він
dispatch-section-text = Розділ { $n }: текст
dispatch-section-hint = до 20 000 знаків
dispatch-figure = Число
dispatch-figure-hint = Напишіть { $mark } там, де має бути число, виберіть його тут і вставте. Його беремо на закриття дня { $n }.
dispatch-figure-option = { $title }: { $value }
dispatch-figure-put = Вставити
dispatch-no-figures-yet = Чисел ще немає: перший день не закрито.
dispatch-save = Зберегти
dispatch-add-section = Додати розділ
dispatch-crossed = Поки ви писали, хтось зберіг цю чернетку, тож вашу не збережено. Чужий текст нижче, ваш у формі. Збережіть ще раз, щоб лишився ваш.
dispatch-theirs = Що зберіг хтось інший

dispatch-look = { $name }: перегляньте
dispatch-language-wrong = { $language }: { $n ->
    [one] треба виправити { $n } річ
    [few] треба виправити { $n } речі
    [many] треба виправити { $n } речей
   *[other] треба виправити { $n } речей
}
dispatch-will = Це одразу зможуть прочитати всі, мови: { $languages }.
dispatch-will-figures = Числа в ньому взято на закриття дня { $n }, і такими вони лишаться.
dispatch-will-stay = Опубліковане не можна забрати, лише виправити: стрічки й копії його зберігають.
dispatch-publish = Опублікувати
dispatch-drop = Відкинути чернетку
dispatch-done = Опубліковано
dispatch-done-where = На публічному боці за адресою
dispatch-nothing-written = Ще нічого не написано. Напишіть хоча б однією мовою.
dispatch-nothing-changed = Усе так само, як уже опубліковано.
dispatch-changed-since = Чернетка змінилася, відколи ви її переглядали. Перегляньте ще раз.
dispatch-too-many-sections = У тексті щонайбільше { $max } розділів. Об’єднайте деякі.
dispatch-too-many-corrections = Цей текст виправляли вже { $max } разів. Розкажіть наново, іншого дня.
dispatch-statement-figure = У заяві чисел із книги немає. Заберіть число або напишіть зведення.
dispatch-html = HTML не приймаємо: «{ $what }». Пишіть Markdown або поставте перед дужкою зворотну скісну риску.
dispatch-picture = Зображень поки не показуємо, а звідкись не завантажуємо ніколи: «{ $what }». Заберіть його.
dispatch-link = Це посилання не веде ні на вебсторінку, ні на поштову скриньку: «{ $what }». Почніть його з https:// або mailto:.
dispatch-figure-unknown = Серед опублікованого немає числа «{ $what }». Можливо, це описка, про нього ще не повідомлено, або за ним стоїть менше ніж п’ятеро людей, і тоді його не буде ніколи. Виберіть зі списку.
dispatch-figure-later = Про число «{ $what }» ще не було повідомлено на закриття дня, якого тримається цей текст. Напишіть його словами або в іншому зведенні.
dispatch-too-many-figures = В одному розділі забагато чисел. Поділіть його.
dispatch-too-deep = Цитати й списки тут надто глибоко одне в одному. Напишіть простіше.
dispatch-language-gone = Текст, мова: { $language }, опубліковано, і забрати його не можна. Напишіть його знову або виправте.
dispatch-gone = Поки ви писали, цю чернетку опублікували або відкинули, тож вашу не збережено. Вона стоїть у формі: збережіть ще раз, щоб почати нову.
dispatch-figure-in-link = Число не може стояти всередині посилання, бо воно й саме посилання: «{ $what }». Поставте його перед ним або після.
