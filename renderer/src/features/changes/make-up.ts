import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';

/** What robots are made of, as far as changes ask for it. */
export interface MakeUp {
  readonly robots: number;
  /** Robots that are neither gone nor legacy, by instance; each has some. */
  readonly byInstance: ReadonlyMap<string, number>;
  readonly legacy: number;
  readonly gone: number;
  /** Robots with permissions that Harbor no longer accepts. */
  readonly stale: number;
  /** System robots. */
  readonly system: number;
}

export function makeUpOf(rows: readonly RobotRow[]): MakeUp {
  const byInstance = new Map<string, number>();
  const counts = { legacy: 0, gone: 0, stale: 0, system: 0 };
  for (const { instanceId, state, flags, level } of rows) {
    if (flags.includes('stale-permissions')) counts.stale += 1;
    if (level === 'system') counts.system += 1;
    if (state === 'gone') counts.gone += 1;
    else if (state === 'legacy') counts.legacy += 1;
    else byInstance.set(instanceId, (byInstance.get(instanceId) ?? 0) + 1);
  }
  return { robots: rows.length, byInstance, ...counts };
}

/** The same for any number of robots, without their rows. */
export async function askMakeUp(
  keys: readonly number[],
  instanceIds: readonly string[],
): Promise<MakeUp> {
  const asked = new Set(keys);
  const sort = { column: 'name', descending: false } as const;
  const count = async (query: string, scope: string[] = []): Promise<number> => {
    const found = await call('robots.query', { query, scope, sort });
    return found.keys.reduce((sum, key) => sum + Number(asked.has(key)), 0);
  };
  const byInstance = new Map<string, number>();
  for (const id of instanceIds) {
    const there = await count('-state:legacy', [id]);
    if (there > 0) byInstance.set(id, there);
  }
  return {
    robots: keys.length,
    byInstance,
    legacy: await count('state:legacy'),
    gone: await count('state:gone'),
    stale: await count('state:stale-permissions'),
    system: await count('level:system'),
  };
}
