/** Characters that can stand for a name: letters and digits of any script. */
const lettersOf = (name: string): string[] =>
  [...name.toUpperCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));

/**
 * A letter for each name, no two alike: the first of its own that is free, else a number. For those
 * who see no colours.
 */
export function lettersFor(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let letter = lettersOf(name).find((one) => !taken.has(one));
    for (let number = 2; letter === undefined; number += 1) {
      if (!taken.has(String(number))) letter = String(number);
    }
    taken.add(letter);
    return letter;
  });
}
