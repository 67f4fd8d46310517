import type { CheckedSecret, SecretCheck } from '../../shared/contract/check-calls.ts';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { KnownRobot } from '../../shared/inventory/inventory.ts';
import type { ProveRobot, SecretVault } from '../keychain/robot-secrets.ts';
import type { FoundCredential } from './found-credential.ts';

/** Credentials that are held to be checked. */
export interface OpenCheck {
  readonly id: string;
  readonly kind: 'found' | 'kept';
  readonly source: string;
  /** So many more there are that are not in this list. */
  readonly left: number;
  readonly elsewhere: SecretCheck['elsewhere'];
  readonly secrets: {
    /** Null for one that is kept: its secret stays in the keychain. */
    readonly credential: FoundCredential | null;
    known: KnownRobot | null;
    view: CheckedSecret;
  }[];
  running: AbortController | null;
}

type One = OpenCheck['secrets'][number];

/** What trying a credential needs. */
export interface RunPorts {
  readonly prove: ProveRobot;
  readonly test: SecretVault['test'];
  /** Something became known. */
  readonly tell: () => void;
}

/** The instance does not answer, so that asking for the others says nothing more. */
const AWAY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'dns-failed',
  'connection-refused',
  'connection-failed',
  'timeout',
  'proxy-failed',
  'proxy-login-needed',
  'tls-untrusted',
  'tls-expired',
  'tls-wrong-host',
  'tls-changed',
  'tls-failed',
  'not-harbor',
  'harbor-unavailable',
  'harbor-too-many-requests',
]);

const asError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError('internal', 'It could not be tried because of a fault in Purser.', {
        cause: error,
      });

/** Why a kept secret was not tried: its robot is disabled, expired, gone. */
const outcomeOf = ({ known, view }: One): CheckedSecret['outcome'] => {
  if (known === null || view.instanceId === null) return 'untested';
  if (known.gone) return 'gone';
  return known.robot.disabled ? 'disabled' : 'expired';
};

/** Signs in with one credential, and says in its view what came of it. */
export async function tryOne(one: One, { prove, test }: RunPorts): Promise<ErrorCode | null> {
  const { credential, known, view } = one;
  const set = (outcome: CheckedSecret['outcome'], words = ''): void => {
    const canKeep =
      outcome === 'works' && credential !== null && known !== null && view.handle === null;
    one.view = { ...one.view, outcome, words, canKeep };
  };
  try {
    if (credential === null) {
      if (view.handle === null) return null;
      const { accepted } = await test(view.handle);
      set(accepted ? 'works' : 'refused');
      return null;
    }
    if (view.instanceId === null) return null;
    const answer = await prove(view.instanceId, credential.username, credential.secret);
    const isUnknown = known === null;
    if (answer === 'accepted') {
      set(
        'works',
        isUnknown
          ? 'The robot was not read yet, so it cannot be kept: read this instance. Where that finds nothing, the login there may not see the robot.'
          : '',
      );
    } else {
      set(
        isUnknown ? 'unknown' : 'refused',
        isUnknown ? 'No robot of this name is known there, and Harbor refused it.' : '',
      );
    }
    return null;
  } catch (thrown) {
    const error = asError(thrown);
    if (credential === null && error.code === 'not-allowed') set(outcomeOf(one), error.message);
    else set('untested', error.message);
    return error.code;
  }
}

/**
 * Tries every credential whose outcome is not known by what Purser knows: instances side by side,
 * each robot after the other, because Harbor takes its time for each refusal. Throws `cancelled`.
 */
export async function runCheck(check: OpenCheck, ports: RunPorts): Promise<void> {
  check.running?.abort();
  const mine = new AbortController();
  check.running = mine;
  const open = check.secrets.filter(
    ({ view, credential }) =>
      view.instanceId !== null &&
      (view.outcome === null || view.outcome === 'untested' || credential === null),
  );
  const byInstance = new Map<string | null, One[]>();
  for (const one of open) {
    const group = byInstance.get(one.view.instanceId) ?? [];
    byInstance.set(one.view.instanceId, [...group, one]);
  }
  await Promise.all(
    [...byInstance.values()].map(async (group) => {
      let away = '';
      for (const one of group) {
        if (mine.signal.aborted) return;
        if (away !== '') one.view = { ...one.view, outcome: 'untested', words: away };
        else {
          const code = await tryOne(one, ports);
          if (code !== null && AWAY.has(code)) away = one.view.words;
        }
        ports.tell();
      }
    }),
  );
  if (check.running === mine) check.running = null;
  if (mine.signal.aborted) throw new AppError('cancelled', 'The check was stopped.');
}
