"""Reading a paragraph: its words, and what among them stands for a number, a day, a country."""
