import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Runs one bench file and writes its figures: `node run-bench.mjs <file> <output>`. */
const [file, output] = process.argv.slice(2);
const { run } = await import(pathToFileURL(file).href);
writeFileSync(output, JSON.stringify(await run()));
// A bench may leave a pool or a worker open; it is done all the same.
process.exit(0);
