import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = resolve(import.meta.dirname, '..', '..', 'out', 'renderer');
const ASSETS = join(BUILT, 'assets');

/** Files that a built script cannot start without. */
const importsOf = (script: string): string[] =>
  [...script.matchAll(/(?:\bimport|\bfrom)\s*["']\.\/([^"']+\.js)["']/g)].map(
    ([, file = '']) => file,
  );

/** Every script that the document names, whether it runs it or has it fetched ahead. */
const entries = (): string[] => {
  const html = readFileSync(join(BUILT, 'index.html'), 'utf8');
  const files = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/assets\/([^"]+\.js)"/g)];
  if (files.length === 0) throw new Error('the built page has no script');
  return files.map(([, file = '']) => file);
};

/**
 * Bytes of all scripts, gzipped one by one, that have to be there before a page can be drawn: what
 * the document and the page's own chunk import, and what these import.
 * @param page name of the page's component, e.g. `RobotsPage`
 */
export function scriptBytes(page: string): number {
  const own = readdirSync(ASSETS).find(
    (file) => file.startsWith(`${page}-`) && file.endsWith('.js'),
  );
  const seen = new Set<string>();
  // A page without a file of its own came with the entry.
  const left = [...entries(), ...(own === undefined ? [] : [own])];
  let bytes = 0;
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const script = readFileSync(join(ASSETS, file));
    bytes += gzipSync(script).length;
    left.push(...importsOf(script.toString('utf8')));
  }
  return bytes;
}
