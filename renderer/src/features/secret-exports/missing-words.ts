import type { MissingRobot } from '../../../../shared/contract/secret-exports.ts';

/** Why a robot's secret cannot be exported. */
export const MISSING_WORDS: Readonly<Record<MissingRobot['why'], string>> = {
  'not-kept': 'its secret is not kept here, and Harbor says a secret only once',
  outdated: 'the secret that is kept opens nothing any more: the robot has got another one',
  unconfirmed: 'its new secret is not confirmed yet: resolve it first',
  gone: 'it is not at Harbor any more',
  legacy: 'it is a legacy robot, whose secret is not kept here',
};

/** The same in a list of several. */
export const MISSING_SHORT: Readonly<Record<MissingRobot['why'], string>> = {
  'not-kept': 'not kept here',
  outdated: 'refused by Harbor since',
  unconfirmed: 'not confirmed yet',
  gone: 'not at Harbor any more',
  legacy: 'a legacy robot, not kept here',
};

/** Robots that can be given another secret. */
export const refreshable = (missing: readonly MissingRobot[]): number[] =>
  missing.filter(({ why }) => why === 'not-kept' || why === 'outdated').map(({ key }) => key);
