import { describe, play } from './player.ts';
import { readRecording } from './recording.ts';
import { remoteStage } from './http-stage.ts';

/**
 * Plays recordings against a simulator started with --fixtures:
 *   node test/contract/replay-cli.ts [--move-clock] <url> <file…>
 */
async function main(args: readonly string[]): Promise<number> {
  const [url, ...files] = args.filter((arg) => arg !== '--move-clock');
  if (url === undefined || files.length === 0) {
    process.stderr.write('usage: node test/contract/replay-cli.ts [--move-clock] <url> <file…>\n');
    return 2;
  }
  const stage = remoteStage(url, args.includes('--move-clock'));
  let failed = 0;
  for (const file of files) {
    await stage.reset();
    const mismatches = await play(readRecording(file), stage);
    if (mismatches.length > 0) failed += 1;
    process.stdout.write(`${mismatches.length === 0 ? 'same' : 'DIFFERENT'} ${file}\n`);
    if (mismatches.length > 0) process.stdout.write(`${describe(mismatches)}\n`);
  }
  stage.close();
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
