import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { grouped } from '../../ui/number-words.ts';
import type { MakeUp } from './make-up.ts';

/** What a selection is made of, as far as that decides what can be done with it. */
export interface SelectionFacts {
  readonly robots: number;
  /** Robots that neither they themselves nor their instance keep from being changed. */
  readonly changeable: number;
  readonly legacy: number;
  readonly gone: number;
  readonly stale: number;
  /** Robots of instances that are locked here, need a login, or are read-only themselves. */
  readonly locked: number;
  readonly signedOut: number;
  readonly readOnly: number;
  /** Robots of instances that do not answer: what is planned for them waits. */
  readonly offline: number;
}

/** Why nothing can be changed on an instance now. */
export type Obstacle = 'locked' | 'offline' | 'read-only' | 'needs-login';

const NO_LOGIN: ReadonlySet<string> = new Set([
  'needs-login',
  'sign-in-ended',
  'certificate-changed',
]);

/** What keeps an instance from being changed now, or null. */
export function obstacleOf(view: InstanceView | undefined): Obstacle | null {
  if (view === undefined) return 'offline';
  if (view.config.locked) return 'locked';
  if (view.state === 'offline') return 'offline';
  if (NO_LOGIN.has(view.state)) return 'needs-login';
  return view.readOnly ? 'read-only' : null;
}

/** The obstacle as a sentence: what it is, and what to do. */
export function obstacleSentence(obstacle: Obstacle, name: string): string {
  switch (obstacle) {
    case 'locked':
      return `${name} is locked here: unlock it to change its robots.`;
    case 'offline':
      return `${name} does not answer: what you plan is checked and sent when it does.`;
    case 'read-only':
      return `${name} is in read-only mode: its Harbor refuses every change.`;
    case 'needs-login':
      return `${name} has to be signed in to again before its robots can be changed.`;
  }
}

/** What a selection is made of, with what keeps its instances from being changed. */
export function factsOf(
  { robots, byInstance, legacy, gone, stale }: MakeUp,
  instanceOf: (id: string) => InstanceView | undefined,
): SelectionFacts {
  const facts = { changeable: 0, locked: 0, signedOut: 0, readOnly: 0, offline: 0 };
  for (const [id, count] of byInstance) {
    const obstacle = obstacleOf(instanceOf(id));
    if (obstacle === 'locked') facts.locked += count;
    else if (obstacle === 'read-only') facts.readOnly += count;
    else if (obstacle === 'needs-login') facts.signedOut += count;
    else if (obstacle === 'offline') facts.offline += count;
    else facts.changeable += count;
  }
  return { robots, legacy, gone, stale, ...facts };
}

/** "112 can be changed · 5 legacy · 3 locked"; '' where there is nothing to say. */
export function factWords(facts: SelectionFacts): string {
  if (facts.changeable === facts.robots && facts.stale === 0) return '';
  const parts: readonly (readonly [number, string])[] = [
    [facts.changeable, 'can be changed'],
    [facts.stale, 'with stale permissions'],
    [facts.legacy, 'legacy'],
    [facts.gone, 'gone'],
    [facts.locked, 'locked'],
    [facts.readOnly, 'read-only'],
    [facts.signedOut, 'to be signed in to'],
    [facts.offline, 'to be sent when their Harbor answers'],
  ];
  return parts
    .filter(([count], index) => count > 0 || index === 0)
    .map(([count, words]) => `${grouped(count)} ${words}`)
    .join(' · ');
}

/**
 * Why nothing can be planned for any of the selected robots; '' where something can for at least
 * one, if only to be deleted or to wait until its Harbor answers.
 */
export function whyNothing(facts: SelectionFacts): string {
  const { robots } = facts;
  if (robots === 0 || facts.changeable + facts.legacy + facts.offline > 0) return '';
  if (facts.gone === robots) return 'They are no longer on their Harbor: nothing can be changed.';
  if (facts.locked === robots) return 'Locked here: unlock the instance to change its robots.';
  if (facts.readOnly === robots)
    return 'Their Harbor is in read-only mode: it refuses every change.';
  if (facts.signedOut === robots) return 'Sign in to their instance again to change its robots.';
  return 'Nothing of this can be changed now.';
}
