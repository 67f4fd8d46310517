import { onScopeDispose } from 'vue';
import type { Ref } from 'vue';
import { registerCommands } from '../palette/commands.ts';
import { CHANGE_KINDS, CHANGE_OFFERS, ONE_BY_ONE } from './change-kinds.ts';
import type { ChangeKind } from './change-kinds.ts';
import { useSecrets } from '../secrets/secrets-store.ts';
import { useChanges } from './changes-store.ts';

const KEYS: Partial<Readonly<Record<ChangeKind, string>>> = { renew: 'r', describe: 'e' };

/**
 * Offers every change of these robots in the palette for as long as the component is there.
 * Answers the function that begins one.
 * @param about Which robots, in words
 */
export function useChangeCommands(
  targets: Ref<readonly number[]>,
  about: Ref<string>,
): (kind: ChangeKind) => void {
  const changes = useChanges();
  const secrets = useSecrets();
  const begin = (kind: ChangeKind): void => {
    if (targets.value.length > 0) changes.begin(kind, targets.value);
  };
  const withdraw = registerCommands('changes', () =>
    targets.value.length === 0
      ? []
      : CHANGE_KINDS.filter(
          (kind) =>
            kind !== 'replace' &&
            (kind !== 'prepared' || secrets.waiting.prepared > 0) &&
            (targets.value.length === 1 || !ONE_BY_ONE.includes(kind)),
        ).map((kind) => ({
          id: `change ${kind}`,
          group: 'Actions',
          label: CHANGE_OFFERS[kind].label,
          about: about.value,
          words: CHANGE_OFFERS[kind].words,
          icon: CHANGE_OFFERS[kind].icon,
          ...(KEYS[kind] === undefined ? {} : { keys: KEYS[kind] }),
          run: () => {
            begin(kind);
          },
        })),
  );
  onScopeDispose(withdraw);
  return begin;
}
