import type { SecretCheck } from '../shared/contract/check-calls.ts';
import type { InstanceView } from '../shared/contract/instances.ts';
import { collect } from './collect.ts';
import type { Emit } from './ipc/events.ts';
import type { Log } from './log/log.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two reports of the same kind to the window. */
const REPORT_EVERY = 250;

/** Counting every robot of a large fleet takes a while, and a sync changes them all the time. */
const COUNT_EVERY = 1_000;

/** Tells the window what changed, no more often than it can follow. */
export interface Reports {
  /** How instances stand, or what they are. */
  readonly instances: () => void;
  /** Rows of the robots of these instances. */
  readonly rows: (instanceIds: readonly string[]) => void;
  readonly secrets: () => void;
  readonly check: (check: SecretCheck) => void;
  /** Forgets what was not told yet. */
  readonly drop: () => void;
}

interface ReportsPorts {
  readonly emit: Emit;
  readonly log: Log;
  /** Every instance as the window shows it. */
  readonly views: () => Promise<InstanceView[]>;
  /** Also called when rows change, and as often as the window is told. */
  readonly onRows: () => void;
}

export const createReports = ({ emit, log, views, onRows }: ReportsPorts): Reports => {
  const instances = throttle<void>(REPORT_EVERY, () => {
    views().then(
      (list) => emit('instances.changed', list),
      (error: unknown) => log.warn('The list of instances could not be told', error),
    );
  });
  const counted = throttle<void>(COUNT_EVERY, () => instances.say());
  const rows = collect<string>(REPORT_EVERY, (ids) => {
    emit('inventory.changed', { ids });
    counted.say();
    onRows();
  });
  const secrets = throttle<void>(REPORT_EVERY, () => emit('secrets.changed', {}));
  const checks = throttle<SecretCheck>(REPORT_EVERY, (check) => emit('checks.changed', check));
  return {
    instances: () => instances.say(),
    rows: rows.add,
    secrets: () => secrets.say(),
    check: checks.say,
    drop: () => {
      for (const one of [instances, counted, rows, secrets, checks]) one.drop();
    },
  };
};
