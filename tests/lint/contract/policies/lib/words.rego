package lib.words

short(word, least) if count(word) < 3
