import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CheckedSecret, SecretCheck } from '../../shared/contract/check-calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory, KnownRobot, Now } from '../../shared/inventory/inventory.ts';
import { describePermissions } from '../../shared/permissions/describe.ts';
import { givenNamesIn } from '../../shared/robots/former-names.ts';
import { robotOfSecret } from '../keychain/robot-of-secret.ts';
import type { ProveRobot, RobotSecrets } from '../keychain/robot-secrets.ts';
import type { Desktop } from '../ports.ts';
import { ofFile } from '../files/of-file.ts';
import { readApart } from '../files/read-apart.ts';
import { readTextFile } from '../files/read-file.ts';
import { registriesIn } from '../instances/instances-at.ts';
import { createPrefixes } from '../robots/plan/prefixes.ts';
import { matchCredential, type Surroundings } from './judge-credential.ts';
import type { FoundCredential } from './found-credential.ts';
import { LARGEST_TEXT, type ReadCredentials } from './read-credentials.ts';
import { type OpenCheck, runCheck, type RunPorts, tryOne } from './run-check.ts';
import { triedLongestAgo } from './tried-longest-ago.ts';

/** So many secrets are checked at once, of those that are here or that a text has. */
const MOST_CHECKED = 1_000;

/**
 * Whether secrets work: those that are kept, and those of a file or a text. What was read is held
 * in memory until another is read, it is forgotten, or Purser ends.
 */
export interface SecretChecks {
  open(): Promise<SecretCheck | null>;
  paste(text: string): Promise<SecretCheck>;
  kept(): Promise<SecretCheck>;
  /** The instances whose robots work and are not in the inventory. Throws `unknown-item`. */
  unread(id: string): string[];
  /** Looks once more for robots that were not known. Throws `cancelled` and `unknown-item`. */
  run(id: string): Promise<SecretCheck>;
  cancel(): void;
  keep(id: string, indexes: readonly number[]): Promise<SecretCheck>;
  forget(): void;
}

export interface SecretCheckPorts {
  readonly inventory: Pick<Inventory, 'robotsCalled' | 'robotById' | 'knownPlace' | 'facts'>;
  readonly secrets: Pick<
    RobotSecrets,
    'list' | 'test' | 'requireReady' | 'begin' | 'promote' | 'keep' | 'handOver' | 'read'
  >;
  readonly instances: () => Surroundings['here'];
  readonly desktop: Pick<Desktop, 'pickFile'>;
  readonly prove: ProveRobot;
  readonly remember: (secret: string) => void;
  readonly at: () => Now;
  readonly onChanged: (check: SecretCheck) => void;
}

const ofRobot = (
  known: KnownRobot | null,
): Pick<CheckedSecret, 'robotKey' | 'permissions' | 'expiresAt'> => ({
  robotKey: known?.key ?? null,
  permissions: known === null ? '' : describePermissions(known.robot.permissions),
  expiresAt: known?.robot.expiresAt ?? null,
});

const gone = (): AppError =>
  new AppError('unknown-item', 'What was read is forgotten by now. Read it again.');

export function createSecretChecks(ports: SecretCheckPorts): SecretChecks {
  const { inventory, secrets } = ports;
  let opened: OpenCheck | null = null;

  const checkOf = (id: string): OpenCheck => {
    if (opened?.id === id) return opened;
    throw gone();
  };
  const viewOf = ({
    id,
    kind,
    source,
    secrets: list,
    left,
    elsewhere,
  }: OpenCheck): SecretCheck => ({
    id,
    kind,
    source,
    secrets: list.map(({ view }) => view),
    left,
    elsewhere,
  });

  const runPorts = (check: OpenCheck): RunPorts => ({
    prove: ports.prove,
    test: secrets.test,
    tell: () => {
      if (opened === check) ports.onChanged(viewOf(check));
    },
  });

  const forget = (): void => {
    opened?.running?.abort();
    opened = null;
  };

  const begin = (
    about: Pick<OpenCheck, 'kind' | 'source' | 'left' | 'elsewhere'>,
    list: OpenCheck['secrets'],
  ): SecretCheck => {
    forget();
    opened = { id: randomUUID(), ...about, secrets: list, running: null };
    return viewOf(opened);
  };

  /** The secret that is kept of a robot, if it is this very one. */
  const keptHandle = async ({ instanceId, robot }: KnownRobot, secret: string) => {
    const { id: robotId, name, createdAt } = robot;
    const identity = { instanceId, robotId, name, createdAt };
    const { secrets: own } = secrets.list({ robot: identity, states: ['new', 'kept', 'outdated'] });
    for (const { handle } of own) {
      const same = await secrets.read(handle).then(
        (kept) => kept === secret,
        () => false,
      );
      if (same) return handle;
    }
    return null;
  };

  const lookAround = async (): Promise<Surroundings> => {
    const here = ports.instances();
    const facts = await inventory.facts(ports.at());
    const prefixOf = createPrefixes(inventory);
    const prefixes = new Map<string, string>();
    for (const { id } of here) prefixes.set(id, await prefixOf(id));
    return {
      here,
      prefixes,
      registries: registriesIn(facts),
      clockOffsets: new Map(facts.map(({ instanceId, clockOffset }) => [instanceId, clockOffset])),
    };
  };

  /** The robots of these credentials, by what is known now. */
  const match = async (credentials: readonly FoundCredential[]) => {
    const names = credentials.map(({ username }) => username);
    const candidates = await inventory.robotsCalled(names, names.flatMap(givenNamesIn));
    const surroundings = await lookAround();
    const matched = [];
    for (const credential of credentials) {
      const { known, ...rest } = matchCredential(
        credential,
        surroundings,
        candidates,
        ports.at().now,
      );
      const handle = known === null ? null : await keptHandle(known, credential.secret);
      matched.push({ known, view: { ...rest, ...ofRobot(known), handle } });
    }
    return matched;
  };

  /** Robots that were not in the inventory may have been read since. */
  const matchStrangers = async (check: OpenCheck): Promise<void> => {
    const strangers = check.secrets.flatMap((one) =>
      one.known === null && one.credential !== null ? [{ one, credential: one.credential }] : [],
    );
    if (strangers.length === 0) return;
    const matched = await match(strangers.map(({ credential }) => credential));
    for (const [index, { one }] of strangers.entries()) {
      const { known, view } = matched[index] ?? { known: null };
      if (known === null) continue;
      one.known = known;
      one.view = { ...one.view, ...view };
    }
  };

  const found = async (source: string, { credentials: all, elsewhere }: ReadCredentials) => {
    const credentials = all.slice(0, MOST_CHECKED);
    for (const { secret } of credentials) ports.remember(secret);
    const matched = await match(credentials);
    const list = matched.flatMap(({ known, view }, index): OpenCheck['secrets'] => {
      const credential = credentials[index];
      if (credential === undefined) return [];
      const { place, host, username } = credential;
      const about = { index, place, host, username, canKeep: false };
      return [{ credential, known, view: { ...about, ...view } }];
    });
    const left = all.length - list.length;
    return begin({ kind: 'found', source, left, elsewhere: [...elsewhere] }, list);
  };

  return {
    async open() {
      const path = await ports.desktop.pickFile('Files with credentials', ['*']);
      if (path === null) return null;
      const text = await readTextFile(path, LARGEST_TEXT);
      const read = await ofFile(path, () => readApart('credentials', text, path));
      return found(basename(path), read);
    },
    paste: async (text) => found('', await readApart('credentials', text, '')),
    async kept() {
      const { secrets: kept } = secrets.list({ states: ['new', 'kept', 'outdated'] });
      const list: OpenCheck['secrets'] = [];
      for (const [index, secret] of triedLongestAgo(kept, MOST_CHECKED).entries()) {
        const { instanceId, instanceName, robotName, handle } = secret;
        const known = await robotOfSecret(secret, ports);
        list.push({
          credential: null,
          known,
          view: {
            index,
            place: instanceName,
            host: '',
            username: robotName,
            instanceId,
            ...ofRobot(known),
            handle,
            outcome: null,
            words: '',
            canKeep: false,
          },
        });
      }
      const left = kept.length - list.length;
      return begin({ kind: 'kept', source: '', left, elsewhere: [] }, list);
    },
    unread: (id) => [
      ...new Set(
        checkOf(id).secrets.flatMap(({ known, view: { instanceId, outcome } }) =>
          known === null && outcome === 'works' && instanceId !== null ? [instanceId] : [],
        ),
      ),
    ],
    async run(id) {
      const check = checkOf(id);
      await matchStrangers(check);
      await runCheck(check, runPorts(check));
      return viewOf(check);
    },
    cancel: () => opened?.running?.abort(),
    async keep(id, indexes) {
      const check = checkOf(id);
      await secrets.requireReady(true);
      const run = runPorts(check);
      for (const index of indexes) {
        const one = check.secrets[index];
        if (one?.credential === null || one?.known == null || !one.view.canKeep) continue;
        const { instanceId, robot } = one.known;
        // It takes the place of what is kept of the robot, which may be newer than the check.
        await tryOne(one, run);
        run.tell();
        if (!one.view.canKeep) continue;
        const wish = {
          instanceId,
          robotId: robot.id,
          robotName: robot.name,
          robotCreatedAt: robot.createdAt,
          planId: null,
          step: null,
        };
        const handle = await secrets.begin(wish, one.credential.secret);
        await secrets.promote(handle, { verified: true, at: ports.at().now });
        await secrets.keep([handle]);
        // It was found where somebody put it.
        await secrets.handOver([handle]);
        one.view = { ...one.view, handle, canKeep: false };
        run.tell();
      }
      return viewOf(check);
    },
    forget,
  };
}
