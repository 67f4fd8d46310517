/** A number with its groups apart, as in "1 203". The space does not break a line. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US').replaceAll(',', '\u202f');
}

/** "1 robot", "1 203 robots", "no robots". `many` is the plural, by default with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return `no ${many}`;
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
