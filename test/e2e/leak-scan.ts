import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret that was planted, and the name under which a find is reported. */
export interface Planted {
  readonly name: string;
  readonly secret: string;
}

/** Something that must not hold a secret. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The Base64 text of a secret as it stands inside a longer one that begins `shift` bytes before. */
function insideBase64(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  // The first and last characters also depend on the neighbours.
  const text = bytes.toString('base64').replaceAll('=', '');
  return text.slice(shift === 0 ? 0 : 4, -2);
}

/** Every form in which a secret would still be one: raw, in JSON, UTF-16, URL- and Base64-encoded. */
export function formsOf(secret: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => insideBase64(secret, shift));
  const texts = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(texts)]
    .map((text) => Buffer.from(text))
    .concat(Buffer.from(secret, 'utf16le'));
}

/** Secrets that stand in a place, in any form: `<secret> in <place>`. */
export function scan(planted: readonly Planted[], places: readonly Place[]): string[] {
  return planted.flatMap(({ name, secret }) => {
    const forms = formsOf(secret);
    return places
      .filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
      .map((place) => `${name} in ${place.name}`);
  });
}

/** Every file below a folder, as it is on the disk. */
export function filesBelow(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((name) => {
      try {
        return [{ name, bytes: readFileSync(name) }];
      } catch (error) {
        // Temporary files go while others are read.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    });
}

/** Command lines and environments of every process that is the application's. */
export function processesOf(mark: string): Place[] {
  const places: Place[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`);
      if (!line.includes(mark)) continue;
      places.push({ name: `command line of ${pid}`, bytes: line });
      places.push({ name: `environment of ${pid}`, bytes: readFileSync(`/proc/${pid}/environ`) });
    } catch {
      // The process ended meanwhile.
    }
  }
  return places;
}

/**
 * Writes down what a scan came to, for the last line of `npm run test:leaks`. Throws where the scan
 * would not see a secret of these, in whatever form.
 */
export function reportScan(
  name: string,
  planted: readonly Planted[],
  found: readonly string[],
): void {
  for (const one of planted) {
    for (const form of formsOf(one.secret)) {
      if (scan([one], [{ name: 'control', bytes: form }]).length === 1) continue;
      throw new Error(`the scan does not see ${one.name}`);
    }
  }
  const folder = join('test-results', 'leak-scan');
  mkdirSync(folder, { recursive: true });
  const report = { planted: planted.length, found: found.length };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(report));
}
