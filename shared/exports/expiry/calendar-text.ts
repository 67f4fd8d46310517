/** How calendar files are written (RFC 5545, 3.1 and 3.3). */

/** Octets of a line without its end. */
const LONGEST = 75;

// Calendar files may hold none of these but the tab.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text as the value of a property. */
export const calendarText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** "20261128T140200Z". @param at epoch seconds, within four-digit years */
export const calendarMoment = (at: number): string =>
  `${new Date(at * 1_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const octets = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};

/** A line with its end, broken where it is too long, never within a character. */
export function calendarLine(line: string): string {
  let folded = '';
  let length = 0;
  for (const character of line) {
    const size = octets(character);
    if (length + size > LONGEST) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += size;
  }
  return `${folded}\r\n`;
}
