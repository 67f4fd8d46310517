import type { Plan } from '../../shared/contract/plans.ts';
import { counted, grouped } from '../../shared/robots/counted.ts';

/** What is asked before Purser quits. */
export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
}

/** "Step 37 of 120 is running." */
function stepsRunning({ counts }: Plan): string {
  const { done, differs, refused, unknown, running, planned } = counts;
  const first = done + differs + refused + unknown + 1;
  const of = first - 1 + running + planned;
  return running > 1
    ? `Steps ${grouped(first)} to ${grouped(first + running - 1)} of ${grouped(of)} are running.`
    : `Step ${grouped(first)} of ${grouped(Math.max(first, of))} is running.`;
}

/** Null where no plan runs, so that nothing need be asked. */
export function quitQuestion(running: readonly Plan[]): QuitQuestion | null {
  const [first] = running;
  if (first === undefined) return null;
  const isOne = running.length === 1;
  return {
    message: isOne ? stepsRunning(first) : `${grouped(running.length)} plans are running.`,
    detail: `${running.map(({ title }) => title).join('\n')}\n\nWhat is being sent is finished first. The rest can be resumed when Purser is started again.`,
    yes: isOne && first.counts.running <= 1 ? 'Finish it and quit' : 'Finish them and quit',
    no: 'Keep running',
  };
}

/**
 * Null where no secret would be lost.
 * @param alone How many new secrets are in memory alone, and with nobody else
 */
export function lossQuestion(alone: number): QuitQuestion | null {
  if (alone === 0) return null;
  const isOne = alone === 1;
  return {
    message: `${counted(alone, 'new secret')} ${isOne ? 'is' : 'are'} in memory alone.`,
    detail: `${isOne ? 'It is' : 'They are'} lost when Purser quits: there was no keychain to keep ${isOne ? 'it' : 'them'} in. Copy ${isOne ? 'it or save it' : 'them or save them'} before, or ${isOne ? 'its robot needs' : 'their robots need'} another.`,
    yes: isOne ? 'Quit and lose it' : 'Quit and lose them',
    no: 'Keep running',
  };
}
