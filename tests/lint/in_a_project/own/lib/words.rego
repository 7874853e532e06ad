package lib.words

short(word) if count(word) < 3
