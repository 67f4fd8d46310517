import type { ElectronApplication } from '@playwright/test';

interface Evaluated {
  readonly source: string;
  readonly arg: unknown;
}

/**
 * What a test evaluates in the main process interrupts whatever runs there. If it makes Electron
 * tell the app something, ticks are processed in the middle of `process.nextTick`, which then takes
 * its queue for one that is being seen to: nothing that waits for a tick goes on any more. From here
 * on such code waits for a turn of its own.
 */
export function evaluateInOwnTurn(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app);
  const inOwnTurn = (page: unknown, arg: unknown): Promise<unknown> =>
    evaluate(
      (electron, { source, arg: given }: Evaluated) =>
        new Promise((resolve, reject) => {
          setImmediate(() => {
            // The test's own code, which Playwright sends as text too.
            const run = new Function(`return (${source})`)() as (...input: unknown[]) => unknown;
            Promise.resolve()
              .then(() => run(electron, given))
              .then(resolve, reject);
          });
        }),
      { source: String(page), arg },
    );
  app.evaluate = inOwnTurn as typeof app.evaluate;
}
