import type {
  InstanceConfig,
  InstanceDraft,
  LoginView,
  TestReport,
  TestStep,
} from '../../shared/contract/instances.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory, StoredInstances } from '../../shared/inventory/inventory.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import type { SecretStore } from '../keychain/secret-store.ts';
import { accountsInUse, loginAccount } from './accounts.ts';
import { type InstanceBook, withoutUnusedLogins } from './book.ts';
import type { DoubtfulSecrets } from './doubtful-secrets.ts';
import { connectionOf, readDraft, requireSimulated, type ReadDraft } from './draft.ts';
import { harborOptions, type OptionsPorts } from './harbor-options.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import type { HeldPasswords } from './held-passwords.ts';

/** Tries a connection step by step. Ends with a report; throws only AppError `cancelled`. */
export type TestConnection = (
  options: HarborOptions,
  onStep: (step: TestStep) => void,
  signal: AbortSignal,
) => Promise<TestReport>;

export interface InstancesPorts extends OptionsPorts {
  readonly held: HeldPasswords;
  readonly signIns: Pick<SignIns, 'at' | 'who'>;
  readonly inventory: Pick<Inventory, 'forgetInstance'>;
  readonly secrets: SecretStore;
  readonly book: InstanceBook;
  readonly doubtful: DoubtfulSecrets;
  readonly testConnection: TestConnection;
  /** The only addresses there may be, as they are saved: those of the demo. Null allows any. */
  readonly simulated: ReadonlySet<string> | null;
  /** These were added, changed or removed. */
  readonly onChanged: (ids: readonly string[]) => void;
  /** One was saved; called before anybody else hears of it. */
  readonly onSaved: () => Promise<void>;
  /** What these are reached with is new, so that an earlier failure says nothing any more. */
  readonly onConnectionChanged: (ids: readonly string[]) => void;
  /** This one is not in the book any more; resolves when nothing is being read from it. */
  readonly onRemoved: (id: string) => Promise<void>;
  readonly robotSecrets: () => Pick<RobotSecrets, 'list' | 'forget' | 'nameInstance'>;
}

/** The instances that people added, and the logins they use there. */
export interface Instances {
  readonly book: InstanceBook;
  /** Writes secrets first, then the instance, so that a crash in between loses nothing. */
  save(draft: InstanceDraft): Promise<InstanceConfig>;
  /**
   * @param robotSecrets What becomes of the secrets of its robots; without it `not-allowed` is
   *   thrown where there are any.
   */
  remove(id: string, robotSecrets?: 'keep' | 'forget'): Promise<void>;
  /** Ids that are missing keep their order behind the rest; unknown ones are ignored. */
  reorder(ids: readonly string[]): Promise<void>;
  setLocked(id: string, locked: boolean): Promise<void>;
  /**
   * Changes what is stored, in its turn.
   *
   * @param written secrets that come with it, by account; they are written first
   */
  rewrite(
    edit: (stored: StoredInstances) => StoredInstances,
    written?: ReadonlyMap<string, string>,
  ): Promise<void>;
  loginView(id: string): LoginView;
  /** Tries the password on one instance, and keeps it for all that share it if it is right. */
  setPassword(id: string, password: string, testOn: string): Promise<TestReport>;
  test: (
    draft: InstanceDraft,
    onStep: (step: TestStep) => void,
    signal: AbortSignal,
  ) => Promise<TestReport>;
  /** What the client needs to talk to a saved instance. Throws `unknown-item`. */
  optionsOf(id: string): HarborOptions;
  /** The same for a draft. Throws `unknown-item`, `not-allowed` in the demo. */
  draftOptions(draft: InstanceDraft): HarborOptions;
}

/** Whether Harbor took the login; what it may see there is another question. */
const isAccepted = (report: TestReport): boolean =>
  report.steps.some(({ step, status }) => step === 'login' && status === 'passed');

/** Parts of an instance that decide whether and how it can be reached. */
const reachedBy = (config: InstanceConfig): string => {
  const { url, allowHttp, loginId, trust, clientCertificate, proxy } = config;
  return JSON.stringify([url, allowHttp, loginId, trust, clientCertificate, proxy]);
};

const isConnectedAnew = (before: InstanceConfig | null, { config, secrets }: ReadDraft): boolean =>
  before === null || secrets.size > 0 || reachedBy(before) !== reachedBy(config);

export const createInstances = (ports: InstancesPorts): Instances => {
  const { book, doubtful, secrets } = ports;
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other: each stands on what the one before left. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };

  const optionsOf = (id: string, override: InstanceDraft['secrets'] = {}): HarborOptions => {
    const config = book.instance(id);
    const login = book.login(config.loginId);
    return harborOptions({ instanceId: id, config, login, secrets: override }, ports);
  };

  const tryOut = (options: HarborOptions): Promise<TestReport> =>
    ports.testConnection(options, () => undefined, new AbortController().signal);

  /** A password that others use too must be right somewhere before it takes their place. */
  const requireRight = async (options: HarborOptions): Promise<void> => {
    const report = await tryOut(options);
    if (isAccepted(report)) return;
    const failed = report.steps.find((step) => step.status === 'failed');
    throw failed?.error
      ? AppError.fromShape(failed.error)
      : new AppError('cancelled', 'The login could not be tried, so nothing was saved.');
  };

  /** An empty secret takes away the one that is kept; one that is asked for is held for a while. */
  const keepSecret = async (
    account: string,
    secret: string,
    { logins }: Pick<StoredInstances, 'logins'> = book.all(),
  ): Promise<void> => {
    const login = logins.find(({ id }) => loginAccount(id) === account);
    if (login?.asked === true) return ports.held.hold(login.id, secret);
    if (secret !== '') return secrets.set(account, secret);
    await secrets.delete(account).catch((error: unknown) => {
      const isAway = error instanceof AppError && error.code === 'keychain-missing';
      if (!isAway) throw error;
    });
  };

  /**
   * Notes the accounts that come into use or fall out of it: before new secrets are written,
   * and before old ones are left behind.
   */
  const noteMoving = async (next: StoredInstances, written: Iterable<string> = []) => {
    const before = accountsInUse(book.all());
    const after = accountsInUse(next);
    const stays = (account: string): boolean => before.has(account) && after.has(account);
    await doubtful.note([...before, ...written].filter((account) => !stays(account)));
  };

  /** Secrets first; what is not used any more goes, whatever happens. */
  const store = async (
    next: StoredInstances,
    written: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> => {
    await noteMoving(next, written.keys());
    try {
      for (const [account, secret] of written) await keepSecret(account, secret, next);
      await book.replace(next);
    } finally {
      await doubtful.settle(accountsInUse(book.all()));
    }
  };

  const save = async (draft: InstanceDraft): Promise<InstanceConfig> => {
    const before = draft.id === undefined ? null : book.instance(draft.id);
    const read = readDraft(draft, book, (url) => ports.signIns.who(url)?.username ?? null);
    requireSimulated(draft.config, ports.simulated);
    if (read.others.length > 0 && draft.secrets.password !== undefined) {
      await requireRight(harborOptions(connectionOf(draft, book), ports));
    }
    await store(read.next, read.secrets);
    await ports.onSaved();
    ports.onChanged([read.config.id]);
    ports.onConnectionChanged([
      ...(isConnectedAnew(before, read) ? [read.config.id] : []),
      ...(draft.secrets.password === undefined ? [] : read.others.map((other) => other.id)),
    ]);
    return read.config;
  };

  const requireUnlocked = async (): Promise<void> => {
    const { state, cause, sessionOnly } = await secrets.status();
    if (state !== 'locked' || sessionOnly) return;
    const message =
      'The keychain is locked, so the password cannot be removed. Unlock it and try again.';
    throw new AppError('keychain-locked', message, { retryable: true, details: { cause } });
  };

  /** Forgets the secrets of its robots, or sees to it that they can be told apart later. */
  const settleRobotSecrets = async (id: string, wanted?: 'keep' | 'forget'): Promise<void> => {
    const robotSecrets = ports.robotSecrets();
    const { total, handles } = robotSecrets.list({ instanceId: id });
    if (total === 0) return;
    if (wanted === undefined) {
      const message = 'Secrets of its robots are kept here. Say whether they stay or go.';
      throw new AppError('not-allowed', message, { details: { secrets: total } });
    }
    if (wanted === 'keep') return robotSecrets.nameInstance(id);
    await robotSecrets.forget(handles, true);
  };

  const remove = async (id: string, robotSecrets?: 'keep' | 'forget'): Promise<void> => {
    book.instance(id);
    await requireUnlocked();
    await settleRobotSecrets(id, robotSecrets);
    const { instances, logins } = book.all();
    const next = withoutUnusedLogins({
      instances: instances.filter((one) => one.id !== id),
      logins,
    });
    await noteMoving(next);
    await book.replace(next);
    await ports.onRemoved(id);
    await ports.inventory.forgetInstance(id);
    await doubtful.settle(accountsInUse(book.all()));
    ports.onChanged([id]);
  };

  const change = async (edit: (stored: StoredInstances) => StoredInstances['instances']) => {
    const stored = book.all();
    await book.replace({ instances: edit(stored), logins: stored.logins });
    ports.onChanged([]);
  };

  const whereIs = (loginId: string): LoginView['stored'] => {
    if (book.login(loginId).kind !== 'oidc') return secrets.where(loginAccount(loginId));
    const isSignedIn = book.usersOf(loginId).some(({ url }) => ports.signIns.who(url) !== null);
    return isSignedIn ? 'session' : 'nowhere';
  };

  return {
    book,
    optionsOf: (id) => optionsOf(id),
    draftOptions: (draft) => {
      requireSimulated(draft.config, ports.simulated);
      return harborOptions(connectionOf(draft, book), ports);
    },
    save: (draft) => inTurn(() => save(draft)),
    remove: (id, robotSecrets) => inTurn(() => remove(id, robotSecrets)),
    reorder: (ids) =>
      inTurn(() =>
        change(({ instances }) => {
          const place = new Map(ids.map((id, index) => [id, index]));
          const placeOf = (one: InstanceConfig): number => place.get(one.id) ?? ids.length;
          return [...instances].sort((a, b) => placeOf(a) - placeOf(b));
        }),
      ),
    setLocked: (id, locked) =>
      inTurn(async () => {
        book.instance(id);
        await change(({ instances }) =>
          instances.map((one) => (one.id === id ? { ...one, locked } : one)),
        );
      }),
    rewrite: (edit, written) =>
      inTurn(async () => {
        await store(withoutUnusedLogins(edit(book.all())), written);
        ports.onChanged([]);
      }),
    loginView: (id) => ({
      ...book.login(id),
      heldUntil: ports.held.until(id),
      usedBy: book.usersOf(id).map((instance) => instance.name),
      stored: whereIs(id),
    }),
    setPassword: (id, password, testOn) =>
      inTurn(async () => {
        const users = book.usersOf(id);
        if (book.login(id).kind === 'oidc') {
          const message = 'Harbor knows no password of users who sign in through a provider.';
          throw new AppError('not-allowed', message);
        }
        if (!users.some((user) => user.id === testOn)) {
          throw new AppError('unknown-item', 'This instance does not use that login.');
        }
        const report = await tryOut(optionsOf(testOn, { password }));
        if (!isAccepted(report)) return report;
        await keepSecret(loginAccount(id), password);
        ports.onChanged([]);
        // What a robot reads went on without this password.
        const isRead = book.login(id).asked !== true;
        const waiting = users.filter(({ reader }) => isRead || reader?.state !== 'used');
        ports.onConnectionChanged(waiting.map((user) => user.id));
        return report;
      }),
    async test(draft, onStep, signal) {
      requireSimulated(draft.config, ports.simulated);
      return ports.testConnection(harborOptions(connectionOf(draft, book), ports), onStep, signal);
    },
  };
};
