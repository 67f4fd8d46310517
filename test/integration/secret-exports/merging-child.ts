import { randomUUID } from 'node:crypto';
import { writeMerged } from '../../../electron/secret-exports/write-merged.ts';

/** Puts a long login into a file and takes it out again, and says when it begins, until it is killed. */
const [path = '', before = '', after = ''] = process.argv.slice(2);
const [shorter, longer] = [before.repeat(50_000), after.repeat(50_000)];
for (let round = 0; ; round += 1) {
  const [there, next] = round % 2 === 0 ? [shorter, longer] : [longer, shorter];
  process.stdout.write('.');
  await writeMerged(path, `${path}.${randomUUID()}.new`, there, next);
}
