import type { RightsRule } from './rule.ts';
import { listed } from './words.ts';

/** Denies that take nothing back. */
export const deadDenies: RightsRule = {
  id: 'dead-denies',
  about: 'rights',
  title: 'Denies that do nothing',
  why: 'Somebody believes that something is forbidden here. It was never allowed, or is allowed elsewhere all the same.',
  found: 'Without these denies it would have exactly the same rights, also in public projects.',
  fix: 'Take them out, and look at what was meant to be forbidden.',
  repair: {
    kind: 'permissions',
    label: 'Drop denies that do nothing',
    add: [],
    remove: [],
    dropDeadDenies: true,
  },
  severity: 'low',
  limit: null,
  missing: '',
  judge: (rights) => rights.deadDenies.length > 0,
  say: (rights) => `It is denied ${listed(rights.deadDenies)}, which changes nothing.`,
};
