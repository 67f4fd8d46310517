import { htmlText } from '../html-text.ts';
import { SHAPES, type Sheet, type SheetRow } from './sheet.ts';

const CELL = 16;
const NAMES = 320;
const LETTER = 6.2;
const TITLE = 28;
const LINE = 16;
const MOST_LETTERS = 48;

/** What XML does not allow at all, as control characters, is left out. */
const xmlText = (text: string): string =>
  htmlText(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));

const cut = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}"${more}>${xmlText(words)}</text>`;

/**
 * A matrix as a picture: one file, nothing loaded, readable without colours. All cells of one sign
 * are one path, so that large matrices stay small.
 * @param rows in the order of the matrix
 */
export function sheetSvg(
  { title, notes, columns, code, signs }: Sheet,
  rows: readonly SheetRow[],
): string {
  const longest = Math.max(0, ...columns.map((column) => cut(column).length));
  const used = signs.flatMap((sign, at) => (sign.shape === null ? [] : [{ ...sign, at }]));
  const legend = TITLE + notes.length * LINE;
  const top = legend + LINE * Math.ceil(used.length / 3) + Math.ceil(longest * LETTER) + 12;
  const width = Math.max(NAMES + columns.length * CELL + CELL, 760);
  const height = top + rows.length * CELL + CELL;

  const paths = used.map(() => [] as string[]);
  const placeOf = new Map(used.map(({ at }, place) => [at, place]));
  rows.forEach((_, row) => {
    columns.forEach((_column, column) => {
      const place = placeOf.get(code(row, column));
      const shape = place === undefined ? null : used[place]?.shape;
      if (place === undefined || shape == null) return;
      paths[place]?.push(`M${NAMES + column * CELL} ${top + row * CELL}${SHAPES[shape]}`);
    });
  });
  const stripes = rows.flatMap((_, row) =>
    row % 2 === 0 ? [`M0 ${top + row * CELL}h${width}v${CELL}h-${width}z`] : [],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#18181b">`,
    `<title>${xmlText(title)}</title><rect width="100%" height="100%" fill="#fff"/>`,
    text(8, 18, title, ' font-size="14" font-weight="600"'),
    ...notes.map((note, place) => text(8, TITLE + LINE * place + 8, note, ' fill="#52525b"')),
    ...used.map(({ shape, colour, words }, place) => {
      const [x, y] = [8 + (place % 3) * 250, legend + LINE * Math.floor(place / 3)];
      const drawn =
        shape === null ? '' : `<path d="M${x} ${y - 4}${SHAPES[shape]}" fill="${colour}"/>`;
      return drawn + text(x + 20, y + 8, words);
    }),
    `<path d="${stripes.join('')}" fill="#f4f4f5"/>`,
    ...columns.map((column, place) => {
      const x = NAMES + place * CELL + 12;
      return text(x, top - 6, cut(column), ` transform="rotate(-90 ${x} ${top - 6})"`);
    }),
    ...rows.map(({ name, instance }, row) =>
      text(8, top + row * CELL + 12, cut(`${name} · ${instance}`)),
    ),
    ...paths.map((parts, place) =>
      parts.length === 0
        ? ''
        : `<path d="${parts.join('')}" fill="${used[place]?.colour ?? ''}" fill-rule="evenodd"/>`,
    ),
    '</svg>\n',
  ].join('\n');
}
