/** Stands in a file for the list that is written in its place. */
export const LIST = '\u0000';

/**
 * A file as JSON.stringify writes it with two spaces, with the one LIST in it replaced by these items,
 * one at a time.
 */
export function* jsonWithList(file: object, items: Iterable<unknown>): Generator<string> {
  const mark = `: ${JSON.stringify(LIST)}`;
  const text = JSON.stringify(file, null, 2);
  const at = text.indexOf(mark);
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  const indent = ' '.repeat(line.length - line.trimStart().length);
  yield `${text.slice(0, at)}: [`;
  let isFirst = true;
  for (const item of items) {
    const inner = JSON.stringify(item, null, 2).replaceAll('\n', `\n${indent}  `);
    yield `${isFirst ? '' : ','}\n${indent}  ${inner}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : `\n${indent}`}]${text.slice(at + mark.length)}\n`;
}
