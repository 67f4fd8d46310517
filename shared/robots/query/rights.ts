import { CELLS, PLACE_LEVELS, type Cell, type PlaceLevel } from '../../permissions/cell-ids.ts';

/** What another release makes of a robot: it refuses what it holds, or lets it do more or less. */
export const UPGRADE_EFFECTS = ['refused', 'gained', 'lost'] as const;

export type UpgradeEffectWord = (typeof UPGRADE_EFFECTS)[number];

/** What `how:` asks: a cell of Robots × permissions. */
export interface HowQuestion {
  readonly cell: Cell;
  readonly kind: 'system' | 'project';
  /** `resource:action`. */
  readonly pair: string;
}

/** What `reach:` asks: a cell of Robots × projects. */
export interface ReachQuestion {
  readonly level: PlaceLevel;
  readonly project: string;
}

/** What `upgrade:` asks. */
export interface UpgradeTerm {
  readonly effect: UpgradeEffectWord;
  /** "2.15.2". */
  readonly version: string;
  /** Only this permission; any where it is null. */
  readonly pair: { readonly kind: 'system' | 'project'; readonly pair: string } | null;
}

/** What `equal:` asks: robots that may do exactly what this one may. */
export interface EqualQuestion {
  /** Harbor's number for it. */
  readonly robot: number;
  /** The name of its instance, or the start of its id. */
  readonly instance: string;
}

const known = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((one) => one === word.toLowerCase());

/** Reads `denied@project/repository:push`; null for what is none. */
export function parseHow(value: string): HowQuestion | null {
  const [, word = '', kind = '', pair = ''] =
    /^([^@]+)@(system|project)\/([^:]*:.*)$/is.exec(value) ?? [];
  const cell = known(CELLS, word);
  if (cell === undefined) return null;
  return { cell, kind: kind.toLowerCase() === 'system' ? 'system' : 'project', pair };
}

/** Reads `push@library`; null for what is none. */
export function parseReach(value: string): ReachQuestion | null {
  const [, word = '', project = ''] = /^([^@]+)@(.+)$/.exec(value) ?? [];
  const level = known(PLACE_LEVELS, word);
  return level === undefined ? null : { level, project };
}

const UPGRADE = /^([^@]+)@v?(\d+(?:\.\d+){1,2})(?:@(system|project)\/([^:]*:.*))?$/is;

/** Reads `refused@2.15.2` and `gained@2.15.2@project/tag:list`; null for what is none. */
export function parseUpgrade(value: string): UpgradeTerm | null {
  const [, word = '', version = '', kind, pair] = UPGRADE.exec(value) ?? [];
  const effect = known(UPGRADE_EFFECTS, word);
  if (effect === undefined) return null;
  if (kind === undefined || pair === undefined) return { effect, version, pair: null };
  const of = kind.toLowerCase() === 'system' ? 'system' : 'project';
  return { effect, version, pair: { kind: of, pair } };
}

/** Reads `12@prod`; null for what is none. */
export function parseEqual(value: string): EqualQuestion | null {
  const [, robot = '', instance = ''] = /^(\d{1,15})@(.+)$/.exec(value) ?? [];
  return instance === '' ? null : { robot: Number(robot), instance };
}

/** The value of `how:` for a cell. */
export const howValue = ({ cell, kind, pair }: HowQuestion): string => `${cell}@${kind}/${pair}`;

/** The value of `reach:` for a cell. */
export const reachValue = ({ level, project }: ReachQuestion): string => `${level}@${project}`;

/** The value of `upgrade:`. */
export const upgradeValue = ({ effect, version, pair }: UpgradeTerm): string =>
  `${effect}@${version}${pair === null ? '' : `@${pair.kind}/${pair.pair}`}`;

/** The value of `equal:`. */
export const equalValue = ({ robot, instance }: EqualQuestion): string => `${robot}@${instance}`;
