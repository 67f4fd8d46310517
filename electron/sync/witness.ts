import { derivePrefix } from '../../shared/robots/names.ts';
import type { Robot } from '../../shared/robots/robot.ts';

/** Enough project robots to be sure of the prefix, which all of them share. */
const ENOUGH = 50;

/** What the robots of a sync tell about their Harbor, without asking it. */
export interface Witness {
  see(robot: Robot): void;
  /** The robot name prefix, null where no project robot was seen. */
  prefix(): string | null;
  /** User ids of creators. */
  readonly creators: ReadonlySet<number>;
  /** The system robot that reads, as it is at Harbor; null where it was not seen. */
  readonly reader: Robot | null;
}

/** @param username who reads */
export function createWitness(username = ''): Witness {
  let reader: Robot | null = null;
  const named: Robot[] = [];
  const creators = new Set<number>();
  return {
    creators,
    get reader() {
      return reader;
    },
    see(robot) {
      const { level, projectName, editable, creator } = robot;
      if (level === 'system' && robot.name === username) reader = robot;
      if (creator.type === 'local' && creator.ref > 0) creators.add(creator.ref);
      if (named.length >= ENOUGH || level !== 'project' || projectName === '' || !editable) return;
      if (robot.name.includes(`${projectName}+`)) named.push(robot);
    },
    prefix: () => (named.length === 0 ? null : derivePrefix(named)),
  };
}
