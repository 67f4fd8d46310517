/** Whether a filter is a pattern of whole names, `team-*`, and not just a part of them. */
export const isPattern = (text: string): boolean => text.includes('*');

/**
 * The names that a filter finds: all for '', those that contain it, or, where it holds a star,
 * those that match it as a whole (`*` stands for any characters, several names are separated by
 * spaces or commas).
 */
export function matching(names: readonly string[], text: string): readonly string[] {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return names;
  const tests = words.map((word) => {
    if (!isPattern(word)) return (name: string): boolean => name.includes(word);
    const source = word
      .split('*')
      .map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
      .join('.*');
    const whole = new RegExp(`^${source.replace(/(\.\*)+/g, '.*')}$`, 's');
    return (name: string): boolean => whole.test(name);
  });
  return names.filter((name) => tests.some((test) => test(name.toLowerCase())));
}
