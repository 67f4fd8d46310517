import { ANY_PROJECT, placesOf } from './cells.ts';
import type { CompiledSet } from './compiled.ts';
import { becauseOf } from './effective.ts';
import { judge, rulesOf, type Judged, type Place, type Subject } from './judge.ts';
import { isMeantAt } from './may.ts';
import type { PairKind } from './pairs.ts';
import type { ProjectCreation } from './project-creation.ts';
import { refusalOf } from './refusals.ts';

/** A Harbor as far as its answers depend on it. */
export interface AskedHarbor {
  readonly version: string;
  /** Who may make projects there; null where that was not read. */
  readonly projectCreation: ProjectCreation | null;
}

/** What is asked: a permission of the system, or in a project; any project where it is null. */
export interface MayQuestion {
  readonly kind: PairKind;
  readonly pair: string;
  readonly project: string | null;
}

/** Places at which the same entry decides in the same way. */
export interface CellReason {
  readonly state: 'allowed' | 'denied';
  /** As a sentence, of the first of the places. */
  readonly because: string;
  /** Why Harbor refuses it nevertheless; null where it does not. */
  readonly refused: string | null;
  /** Names of projects; '*' for those that no entry names, '' for the system. */
  readonly places: readonly string[];
}

const labelOf = (at: Place): string => (at.kind === 'system' ? '' : at.name);

const placesAsked = (set: CompiledSet, subject: Subject, question: MayQuestion): Place[] =>
  question.kind === 'project' && question.project !== null
    ? [{ kind: 'project', name: question.project }]
    : placesOf(set, subject, question.kind);

const sameWhy = ({ state, via, how, by }: Judged): string => `${state} ${via} ${how} ${by}`;

/**
 * Why a robot may do something, or is denied it, for every place that its permissions speak of.
 * Whether it is disabled is not looked at: that is its state.
 */
export function reasonsFor(
  set: CompiledSet,
  subject: Subject,
  question: MayQuestion,
  { version, projectCreation }: AskedHarbor,
): CellReason[] {
  const { pair } = question;
  const rules = rulesOf(version, projectCreation);
  const found = new Map<string, CellReason & { readonly places: string[] }>();
  const places = placesAsked(set, subject, question);
  for (const at of places.filter((one) => isMeantAt(set, one, pair))) {
    const judged = judge(set, subject, at, pair, rules);
    const { state } = judged;
    if (state === 'none') continue;
    const key = sameWhy(judged);
    const known = found.get(key);
    if (known !== undefined) {
      known.places.push(labelOf(at));
      continue;
    }
    const right = { pair, verdict: state === 'denied' ? 'denied' : 'granted' };
    found.set(key, {
      state,
      because: becauseOf(judged, pair, at),
      refused: refusalOf(right, { ...subject, disabled: false }, set, at, { version }),
      places: [labelOf(at)],
    });
  }
  return [...found.values()];
}

/** Why a robot may do something, in sentences. */
export type MayReason = Pick<CellReason, 'because' | 'refused'>;

/**
 * Why a robot may do what is asked, at the first place where it may; `because` is '' where it may
 * not.
 */
export function whyMay(
  set: CompiledSet,
  subject: Subject,
  question: MayQuestion,
  harbor: AskedHarbor,
): MayReason {
  const allowed = reasonsFor(set, subject, question, harbor).filter(
    ({ state }) => state === 'allowed',
  );
  const [first] = allowed;
  if (first === undefined) return { because: '', refused: null };
  const isNamed = first.places[0] !== '' && first.places[0] !== labelOf(ANY_PROJECT);
  const others = isNamed ? first.places.length - 1 : 0;
  const more =
    others > 0 ? ` The same on ${others} more ${others === 1 ? 'project' : 'projects'}.` : '';
  return { because: first.because + more, refused: first.refused };
}
