// Six words drawn from the list that the app draws from: 60 bits.

import list from "../words.txt";

const WORDS = list.trim().split("\n");

export const SHORTEST = 8;

export function sixWords() {
  // The list has 1,024 words, so that no word is more likely than another.
  const drawn = crypto.getRandomValues(new Uint16Array(6));
  return Array.from(drawn, (number) => WORDS[number % WORDS.length]).join(" ");
}
