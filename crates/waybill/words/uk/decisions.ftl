decision-title = Гроші вирішено дати фонду
decision-about = Гроші переходять з одного фонду в інший, лишаючись там, де лежать. Світ бачить суму й фонди.
decision-from = Звідки
decision-fund = Для фонду
decision-amount = Сума
decision-on = День рішення
decision-same-fund = Гроші вже в цьому фонді. Оберіть інший.
