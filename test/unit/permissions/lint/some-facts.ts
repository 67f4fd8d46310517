import type { RiskFacts } from '../../../../shared/permissions/lint/facts.ts';
import {
  rightsFactsOf,
  type RightsOfHarbor,
} from '../../../../shared/permissions/lint/rights-facts.ts';
import { catalogueOf } from '../../../../shared/permissions/catalogue.ts';
import type { PermissionEntry } from '../../../../shared/robots/robot.ts';

export const NOW = 1_795_867_200;
export const DAY = 86_400;

/** Entries by namespace: `/` is the system, `pair:deny` has an effect. */
export const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

/** A Harbor of a release, with its own catalogue. */
export function harborOf(version: string): RightsOfHarbor {
  const known = catalogueOf(version);
  return {
    version,
    accepted: {
      system: known && new Set(known.system),
      project: known && new Set(known.project),
    },
  };
}

/** What a system robot of a new Harbor may do. */
export const rightsOf = (...permissions: PermissionEntry[]) =>
  rightsFactsOf(permissions, { level: 'system', projectName: '' }, harborOf('2.15.2'));

/** A robot that no rule has anything to say about, but for what is given. */
export const someFacts = (changes: Partial<RiskFacts> = {}): RiskFacts => ({
  shortName: 'ci',
  level: 'system',
  disabled: false,
  editable: true,
  duration: 90,
  expiresAt: NOW + 30 * DAY,
  updatedAt: NOW - DAY,
  rights: rightsOf(entry('apps', 'repository:pull')),
  creator: { type: 'user', name: 'admin', isThere: true },
  alike: 0,
  isSecretKept: true,
  lastSeen: { at: NOW - DAY, quietSince: NOW - DAY },
  isOwned: true,
  ...changes,
});
