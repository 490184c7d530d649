advance-title = Посередник отримав аванс
advance-about = Гроші фонду переходять до іншої організації, доки вона не покаже, що купила. Вік авансу публічний.
advance-from = Звідки
advance-amount = Сума
advance-role = Вид організації
advance-country = Країна
advance-number = Номер
advance-agreed = Домовлено закрити за
advance-days = { $n ->
    [one] { $n } день
    [few] { $n } дні
    [many] { $n } днів
   *[other] { $n } днів
}
advance-on = День виплати
