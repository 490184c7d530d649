need-title = Щось потрібно
need-about = Нова потреба отримує власний фонд. Відому потребу підтверджують, обравши її.
need-which = Яка потреба
need-which-hint = Оберіть відому, щоб підтвердити або змінити.
need-new = нова потреба
need-item = Що потрібно
need-item-hint = Лише для нової потреби.
need-quantity = Скільки всього
need-priority = Наскільки терміново
need-priority-1 = найтерміновіше
need-priority-2 = терміново
need-priority-3 = бажано
need-confirmed = Востаннє підтверджено
need-price = Орієнтовна ціна за одиницю
need-currency = Валюта
need-source = Звідки ціна
need-price-on = День цієї ціни
need-too-many = Для цього предмета забагато потреб. Підтвердьте одну з наявних.
need-by = Хто підтвердив
need-state = Чи потрібно зараз?
need-state-needed = потрібно
need-state-not-now = зараз не потрібно
need-state-surplus = у нас забагато
need-surplus = Скільки зайвих
need-surplus-hint = Лише там, де забагато. Рахуйте тільки те, про прибуття чого світ уже знає: це число буде оголошено, коли закриється день.
need-surplus-alone = Кількість зайвого вказують разом із «у нас забагато». Оберіть це або залиште поле порожнім.
confirmer-coordinator = координатор
confirmer-recipients = самі отримувачі
confirmer-medic = медик
confirmer-logistician = логіст
confirmer-partner = організація-партнер
confirmer-visit = координатор, який побував на місці
needs-title = Потреби
needs-about = Спершу найдавніші підтвердження. Відкрита сторінка каже, коли потребу підтверджено і в якій ролі, але ніколи — хто саме. Якщо відтоді минуло більше ніж { $days }, про це там стоїть червоним.
needs-none = 0 потреб. Спершу запишіть, чого бракує.
needs-needed = Потрібно: { $things }
needs-surplus = Забагато: { $things }
needs-confirm = Підтверджено сьогодні
needs-confirm-this = Підтверджено сьогодні: { $need }
needs-by-this = Хто підтвердив: { $need }
needs-change = Змінити
needs-change-this = Змінити: { $need }
needs-confirm-ticked = Підтвердити позначені сьогодні
needs-nothing-ticked = Нічого не позначено. Позначте те, що хтось підтвердив сьогодні, або натисніть кнопку поруч.
needs-confirmed = { $n ->
    [one] Підтверджено сьогоднішнім днем: { $n } потребу.
    [few] Підтверджено сьогоднішнім днем: { $n } потреби.
    [many] Підтверджено сьогоднішнім днем: { $n } потреб.
   *[other] Підтверджено сьогоднішнім днем: { $n } потреб.
}
needs-changed = Потребу «{ $need }» тим часом підтвердив або змінив хтось інший. Нижче вона така, як тепер: перегляньте й натисніть ще раз.
needs-refused = Потребу «{ $need }» не підтверджено. { $problem }
needs-older = Давніші
needs-newer = Новіші
