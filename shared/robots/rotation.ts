import type { BlindReason } from '../contract/last-use.ts';
import type { KnownUse } from './last-use.ts';

/**
 * Rotation without an outage by a second robot: a twin is made, its secret is handed over, the old
 * robot is switched off, and deleted once nobody missed it. How far that is, is seen from the two
 * robots alone, so that what somebody does at Harbor itself counts as well.
 */
export const ROTATION_STAGES = [
  /** There is no twin yet. */
  'making',
  /** Both work: the twin's secret is to be brought to where the old robot is used. */
  'handing-over',
  /** The old robot is switched off. */
  'disabled',
  /** The old robot is gone. */
  'done',
  /** The twin is gone or switched off, so nothing may happen to the old robot. */
  'lost',
  /** One of them was not read since the cache was emptied. */
  'unread',
] as const;

export type RotationStage = (typeof ROTATION_STAGES)[number];

/** What is known of one of the two robots. */
export type Presence = 'enabled' | 'disabled' | 'gone' | 'unread';

/** @param twin null while none was made */
export function stageOf(old: Presence, twin: Presence | null): RotationStage {
  if (twin === null) return 'making';
  if (twin === 'unread' || old === 'unread') return 'unread';
  if (twin !== 'enabled') return 'lost';
  if (old === 'gone') return 'done';
  return old === 'disabled' ? 'disabled' : 'handing-over';
}

/**
 * Names for the twin, the likeliest first: of `ci` they are `ci-2`, `ci-3`, of `ci-2` they are
 * `ci-3`, `ci-4`.
 */
export function twinNames(shortName: string, count: number): string[] {
  const names: string[] = [];
  for (let name = shortName; names.length < count; names.push(name)) name = nextName(name);
  return names;
}

function nextName(shortName: string): string {
  const [, stem = shortName, number] = /^(.*?)(?:-(\d{1,3}))?$/s.exec(shortName) ?? [];
  return `${stem}-${String(number === undefined ? 2 : Number(number) + 1)}`;
}

/** What became of the old robot since the twin's secret was handed over. */
export type SinceHandOver =
  /** Somebody still used it. */
  | { readonly kind: 'used'; readonly at: number }
  /** Nobody did for so long, in seconds; `whole`: since the hand-over, not only since later. */
  | { readonly kind: 'quiet'; readonly seconds: number; readonly whole: boolean }
  /** Nobody can tell. `not-synced`: nothing was read since. */
  | { readonly kind: 'unknown'; readonly why: BlindReason | 'not-synced' };

/**
 * One of the three answers, as of the last sync.
 * @param handedOverAt epoch seconds, our clock
 */
export function sinceHandOver(
  handedOverAt: number,
  { lastUse, quietSince, asOf }: KnownUse,
): SinceHandOver {
  if (lastUse.kind === 'used' && lastUse.at >= handedOverAt) {
    return { kind: 'used', at: lastUse.at };
  }
  if (lastUse.kind === 'unknown') return { kind: 'unknown', why: lastUse.why };
  if (asOf === null || asOf < handedOverAt) return { kind: 'unknown', why: 'not-synced' };
  // Used before, and the log went blind since.
  if (quietSince === null) return { kind: 'unknown', why: 'not-read' };
  const from = Math.max(quietSince, handedOverAt);
  return { kind: 'quiet', seconds: Math.max(0, asOf - from), whole: from === handedOverAt };
}
