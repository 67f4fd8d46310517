import type { AppError } from '../../shared/contract/errors.ts';
import type { SyncProgress } from '../../shared/contract/instances.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { HarborClient } from '../harbor/types.ts';
import { throttle } from '../throttle.ts';
import { NO_FACTS, type SyncFacts } from './facts.ts';
import { REPORT_EVERY } from './limits.ts';
import type { LoginPass } from './login-gate.ts';
import { createProgress, type Progress } from './progress.ts';
import { readInstance, type InstanceRead } from './read-instance.ts';
import { NEVER_SYNCED, afterFailure, stateAt, type Condition, type SyncState } from './state.ts';
import { asAppError, cancelled, stateAfter } from './verdict.ts';

export interface InstanceSyncOptions {
  readonly id: string;
  readonly inventory: Inventory;
  /** A client of this sync's own; it is closed when the sync has ended. */
  readonly newClient: () => Promise<HarborClient>;
  readonly enterGate: () => LoginPass;
  /** Requests that one sync may send for the audit log. */
  readonly auditRequests: () => number;
  /** Epoch seconds. */
  readonly now: () => number;
  readonly onState: (state: SyncState) => void;
  readonly onProgress: (progress: SyncProgress) => void;
  readonly onRowsChanged: () => void;
  readonly onFailure: (error: AppError) => void;
  /** The login has been accepted where it was not before. */
  readonly onLoginAccepted: () => void;
}

/** What the inventory knows of an instance. */
export interface Known {
  /** Epoch seconds of the last whole reading. */
  readonly asOf: number | null;
  readonly facts: SyncFacts;
  /** Nobody has said yet why none of the known robots was there. */
  readonly replaced: boolean;
}

/** The syncs of one instance, one at a time. */
export interface InstanceSync {
  readonly id: string;
  /** Does nothing while one runs. */
  start(): void;
  cancel(): void;
  /** Ends the one that runs, forgets the failure, and starts: the user has changed something. */
  restart(): void;
  state(): SyncState;
  /** Epoch seconds of the last start or the end of the last whole reading, 0 for never. */
  lastTouched(): number;
  /** Whether it was started since Purser was. */
  wasStarted(): boolean;
  /** What the inventory knows of it, when it was opened or emptied. */
  remember(known: Known): void;
  /** Nothing must be sent until the user acts. */
  stopForLogin(error: AppError): void;
  /** The user has acted on what was wrong. */
  clearFailure(): void;
  /** Resolves when no sync runs and its connections are closed. */
  settled(): Promise<void>;
}

interface Run {
  readonly ending: AbortController;
  readonly progress: Progress;
}

/** The state machine of one instance. */
export function createInstanceSync(options: InstanceSyncOptions): InstanceSync {
  let condition: Condition = NEVER_SYNCED;
  let remembered: SyncFacts = NO_FACTS;
  let startedAt = 0;
  let run: Run | null = null;
  let last: Promise<void> = Promise.resolve();
  const rows = throttle<void>(REPORT_EVERY, options.onRowsChanged);

  const state = (): SyncState => stateAt(condition, run?.progress.current ?? null, options.now());

  const become = (next: Condition): void => {
    condition = next;
    options.onState(state());
  };

  const finished = ({ asOf, facts, result }: InstanceRead): void => {
    const wasRefused = condition.failure?.state === 'needs-login';
    remembered = facts;
    const now = options.now();
    const replaced = { state: 'replaced', error: null, since: now } as const;
    become({ asOf, running: false, failure: result.replaced ? replaced : null });
    if (wasRefused) options.onLoginAccepted();
  };

  const failed = (thrown: unknown): void => {
    const error = asAppError(thrown);
    if (error.code === 'cancelled') return become({ ...condition, running: false });
    become(afterFailure(condition, stateAfter(error), error, options.now()));
    options.onFailure(error);
  };

  const sync = async ({ ending: { signal }, progress }: Run): Promise<void> => {
    const pass = options.enterGate();
    let client: HarborClient | null = null;
    let end: () => void;
    try {
      client = await options.newClient();
      const { inventory, now, id: instanceId } = options;
      const means = { instanceId, client, inventory, remembered, progress, signal, now };
      const read = await readInstance({
        ...means,
        prove: (ask) => pass.prove(ask),
        auditRequests: options.auditRequests(),
        onRowsChanged: () => rows.say(),
      });
      end = () => finished(read);
    } catch (error) {
      end = () => failed(error);
    }
    progress.end();
    run = null;
    rows.flush();
    end();
    pass.leave();
    // A sign-out that fails harms nobody: the session ends by itself.
    await client?.close().catch(() => undefined);
  };

  const start = (): void => {
    if (run !== null) return;
    run = { ending: new AbortController(), progress: createProgress(options.onProgress) };
    startedAt = options.now();
    become({ ...condition, running: true });
    last = Promise.all([last, sync(run)]).then(() => undefined);
  };

  const clearFailure = (): void => {
    if (condition.failure !== null) become({ ...condition, failure: null });
  };

  const cancel = (): void => run?.ending.abort(cancelled());

  return {
    id: options.id,
    state,
    start,
    cancel,
    clearFailure,
    restart() {
      cancel();
      void last.then(clearFailure).then(start);
    },
    lastTouched: () => Math.max(startedAt, condition.asOf ?? 0),
    wasStarted: () => startedAt > 0,
    remember({ asOf, facts, replaced }) {
      remembered = facts;
      const wasReplaced = condition.failure?.state === 'replaced';
      const kept = wasReplaced ? null : condition.failure;
      const asks = { state: 'replaced', error: null, since: options.now() } as const;
      condition = { ...condition, asOf, failure: replaced ? asks : kept };
    },
    stopForLogin(error) {
      if (run !== null) return;
      become(afterFailure(condition, 'needs-login', error, options.now()));
    },
    settled: () => last,
  };
}
