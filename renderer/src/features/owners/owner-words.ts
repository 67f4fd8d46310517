import type { KeptOwnerRule, OwnerView } from '../../../../shared/contract/owners.ts';
import type { OwnerSource } from '../../../../shared/robots/owners.ts';
import { counted } from '../../ui/number-words.ts';
import { recentTime } from '../../ui/time.ts';

/** Where the owner of a robot comes from. */
export const SOURCE_WORDS: Readonly<Record<OwnerSource, string>> = {
  hand: 'said by hand',
  description: 'from owner= in its description',
  rule: 'from a rule',
  none: 'No rule fits, and its description names nobody.',
};

/**
 * What a rule is about: "project team-*, made by admin, on prod".
 * @param nameOf the name of an instance by its id
 */
export function ruleWords(rule: KeptOwnerRule, nameOf: (id: string) => string): string {
  const parts = [
    ...(rule.project === '' ? [] : [`project ${rule.project}`]),
    ...(rule.name === '' ? [] : [`name ${rule.name}`]),
    ...(rule.creator === '' ? [] : [`made by ${rule.creator}`]),
    ...(rule.instanceId === null ? [] : [`on ${nameOf(rule.instanceId)}`]),
  ];
  return parts.length === 0 ? 'every robot' : parts.join(', ');
}

/** "told Fri 18:02, 2 more since"; '' where nothing is to be told and nothing was. @param now epoch seconds */
export function toldWords({ toldAt, untold }: OwnerView, now: number): string {
  if (toldAt === null) return untold === 0 ? '' : 'not told';
  const when = `told ${recentTime(toldAt, now)}`;
  return untold === 0 ? when : `${when}, ${counted(untold, 'robot')} since`;
}
