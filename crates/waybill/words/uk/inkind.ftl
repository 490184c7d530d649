# Речовий внесок: речі, які хтось дав.

inkind-title = Надійшов речовий внесок
inkind-about = Речі, які хтось дав, і де вони лежать тепер. Світ бачить суми щонайменше від п’яти людей, другого понеділка після того тижня; ніколи окремий внесок.
inkind-fund = Для фонду
inkind-price = Справедлива вартість одиниці
inkind-price-hint = Оцінка з джерелом і датою. Про неї повідомляють як про факт і ніколи не проводять як гроші.
inkind-currency = Валюта вартості
inkind-source = Звідки ця вартість
inkind-price-on = День цієї вартості
inkind-on = День надходження
inkind-country = Країна того, хто дав
inkind-country-hint = Лише для книги; суми речових внесків не називають країн.

entry-gift-in-kind = Речовий внесок
kind-gifts-in-kind = Речові внески
told-gifts-in-kind = { $n ->
    [one] { $n } речовий внесок до фонду «{ $fund }»: { $things }
    [few] { $n } речові внески до фонду «{ $fund }»: { $things }
    [many] { $n } речових внесків до фонду «{ $fund }»: { $things }
   *[other] { $n } речових внесків до фонду «{ $fund }»: { $things }
}
told-gifts-in-kind-worth = { $sentence }; справедлива вартість: { $values }
told-gifts-in-kind-value = { $sum } ({ $source }, { $week })
trace-stamp-gift-in-kind = Отримано
trace-step-gift-in-kind = Надійшло: { $part }
trace-worth = Справедлива вартість одиниці: { $price } ({ $source }, { $date }). Це оцінка, а не гроші в книзі.
