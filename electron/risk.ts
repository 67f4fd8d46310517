import { randomUUID } from 'node:crypto';
import type { CallOutput, CallParsed } from '../shared/contract/calls.ts';
import { AppError } from '../shared/contract/errors.ts';
import {
  findingsIn,
  riskCsv,
  riskJson,
  riskMarkdown,
  riskSarif,
  type RiskFormat,
  type RiskReport,
  type RiskyRobot,
} from '../shared/exports/risk/index.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import type { Desktop } from './ports.ts';
import { writePrivately } from './files/atomic-file.ts';
import type { OneExport, RunningExport } from './files/one-export.ts';
import { piecesOf } from './files/pieces.ts';

/** Exceptions from the rules about risk, and findings as files. */
export interface RiskRoom {
  /** Throws `not-allowed` where it would end before it begins, `unknown-item` where no robot is left. */
  except(wish: CallParsed<'risk.except'>): Promise<void>;
  removeException(id: string): Promise<void>;
  /**
   * Saves where the user wants it; null if they did not. Throws `file-failed`, `disk-full`,
   * `cancelled`, and `not-allowed` while another export runs.
   */
  save(wish: CallParsed<'risk.export'>): Promise<CallOutput<'risk.export'>>;
}

interface RiskPorts {
  readonly inventory: Pick<
    Inventory,
    'query' | 'rows' | 'robotRisks' | 'robotsByKeys' | 'saveRiskExceptions' | 'removeRiskException'
  >;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly at: () => Now;
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
  readonly onChanged: () => void;
  readonly exporting: OneExport;
}

/** Robots that are asked for at once. */
const BATCH = 500;

const WRITERS: Readonly<Record<RiskFormat, (report: RiskReport) => Iterable<string>>> = {
  json: riskJson,
  csv: riskCsv,
  sarif: riskSarif,
  md: riskMarkdown,
};

export const createRiskRoom = (ports: RiskPorts): RiskRoom => {
  const { inventory, desktop, at, nameOf, onChanged } = ports;

  async function robotsOf(
    { query, scope }: CallParsed<'risk.export'>,
    now: Now,
    { signal, report }: RunningExport,
  ): Promise<RiskyRobot[]> {
    const sort = { column: 'risk', descending: true } as const;
    const { keys } = await inventory.query({ query, scope, sort }, now);
    const robots: RiskyRobot[] = [];
    for (let from = 0; from < keys.length; from += BATCH) {
      signal.throwIfAborted();
      const batch = [...keys.subarray(from, from + BATCH)];
      const rows = new Map((await inventory.rows(batch, now)).map((row) => [row.key, row]));
      for (const { key, ...risk } of await inventory.robotRisks(batch, now)) {
        const row = rows.get(key);
        if (row === undefined) continue;
        const { instanceId, id, name, project } = row;
        robots.push({ ...risk, instanceId, instance: nameOf(instanceId), id, name, project });
      }
      report({ done: Math.min(from + BATCH, keys.length), total: keys.length });
    }
    return robots;
  }

  return {
    async except({ keys, rule, reason, by, endsAt }) {
      const { now } = at();
      if (endsAt <= now) {
        throw new AppError('not-allowed', 'An exception ends in the future. Choose a later day.');
      }
      const robots = await inventory.robotsByKeys(keys);
      if (robots.length === 0) {
        throw new AppError('unknown-item', 'These robots are no longer in the inventory.');
      }
      await inventory.saveRiskExceptions(
        robots.map(({ key, instanceId, robot: { id, name } }) => ({
          id: randomUUID(),
          instanceId,
          robotId: id,
          robotName: name,
          key,
          rule,
          reason,
          by,
          madeAt: now,
          endsAt,
        })),
      );
      onChanged();
    },
    async removeException(id) {
      await inventory.removeRiskException(id);
      onChanged();
    },
    async save(wish) {
      const { format, title, restsOn } = wish;
      const path = await desktop.chooseSavePath('Save the findings', `purser-risk.${format}`);
      if (path === null) return null;
      return ports.exporting.run(async (running) => {
        const now = at();
        const robots = await robotsOf(wish, now, running);
        const report: RiskReport = { title, restsOn, now: now.now, robots };
        await writePrivately(path, piecesOf(WRITERS[format](report), running.signal));
        return { path, robots: robots.length, findings: findingsIn(report) };
      });
    },
  };
};
