/** One line of set-up to the person who started the command. Goes to stderr: stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`[set-up] ${line}\n`);
}

/** A failure that is explained by its message alone: printed without a stack. */
export class SetupError extends Error {}

/** Runs a script's `main`, and turns what it throws into a readable end and a non-zero exit code. */
export async function runScript(main) {
  try {
    const code = await main(process.argv.slice(2));
    process.exitCode = code ?? 0;
  } catch (error) {
    say(error instanceof SetupError ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}
