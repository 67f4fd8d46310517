import type { InstanceView } from '../../shared/contract/instances.ts';
import type { ReaderOffer } from '../../shared/contract/reader-calls.ts';
import type { KnownPlace } from '../../shared/inventory/inventory.ts';
import { HIDDEN_FROM_READERS, readerRights } from '../../shared/permissions/reader.ts';
import { isBefore } from '../../shared/permissions/releases.ts';
import { plainVersion } from '../robots/preflight/read-place.ts';

/** Why an instance can have no reader robot, a sentence; '' where it can. */
export function whyNoReader(view: InstanceView, known: KnownPlace | null): string {
  const { config, login, rights } = view;
  const { name, reader } = config;
  const version = known?.version ?? '';
  if (reader?.state === 'planned') return `A plan to make one for ${name} is waiting.`;
  if (reader !== undefined) return `${name} has one already.`;
  if (login.kind === 'robot') return `${name} is read by a robot already.`;
  if (known === null || rights === null) return `${name} was not read yet. Sync it first.`;
  if (version !== '' && isBefore(version, '2.12.0')) {
    return `${name} is Harbor ${plainVersion(version)}. Robots can be given the right to read robots from Harbor 2.12 on.`;
  }
  if (rights.identity !== 'system-admin') {
    return `Only a system administrator can make one, and ${login.username} is none on ${name}.`;
  }
  if (readerRights(version, known.catalogue) === null) {
    return `${name} does not offer the permission to list robots, so no robot can read it.`;
  }
  return config.locked ? `${name} is locked in Purser. Unlock it first.` : '';
}

/** What a reader robot would be at an instance, and whether there can be one. */
export function readerOffer(
  view: InstanceView,
  known: KnownPlace | null,
  sharers: ReaderOffer['sharers'],
): ReaderOffer {
  const rights = readerRights(known?.version ?? '', known?.catalogue ?? null);
  return {
    instanceId: view.config.id,
    why: whyNoReader(view, known),
    permissions: (rights?.permissions ?? []).map((entry) => ({
      ...entry,
      access: entry.access.map((access) => ({ ...access })),
    })),
    cannot: [...(rights?.lacking ?? []), ...HIDDEN_FROM_READERS],
    sharers,
  };
}
