import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ExpiryPolicy } from '../../shared/contract/planner.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { PORTABLE_NAMES } from '../../shared/inventory/entered/portable.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type IdHere, part, type WorkspacePart } from './part.ts';
import { rowsPart } from './rows-part.ts';
import type { ITEM_SCHEMAS } from './schemas.ts';

export interface PartPorts {
  readonly inventory: Inventory;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
}

type Item<Name extends keyof typeof ITEM_SCHEMAS> = z.infer<(typeof ITEM_SCHEMAS)[Name]>;

const essence = ({ id: _id, ...rest }: { readonly id: string }): string => JSON.stringify(rest);

const viewsPart = ({ inventory }: PartPorts): WorkspacePart =>
  part<Item<'views'>>({
    name: 'views',
    words: ['saved view', 'saved views'],
    collect: async () =>
      (await inventory.views())
        .filter(({ builtIn }) => !builtIn)
        .map(({ builtIn: _builtIn, ...view }) => view),
    add: async (views) => {
      const known = new Set(
        (await inventory.views()).map(({ builtIn: _builtIn, ...view }) => essence(view)),
      );
      const fresh = views.filter((view) => !known.has(essence(view)));
      for (const view of fresh) await inventory.saveView({ ...view, id: randomUUID() });
      return fresh.length;
    },
  });

const templatesPart = ({ inventory }: PartPorts): WorkspacePart =>
  part<Item<'templates'>>({
    name: 'templates',
    words: ['template', 'templates'],
    collect: async () => (await inventory.templates()).map(({ builtIn: _builtIn, ...own }) => own),
    add: async (templates) => {
      const known = new Set(
        (await inventory.templates()).map(({ builtIn: _builtIn, ...own }) => essence(own)),
      );
      const fresh = templates.filter((own) => !known.has(essence(own)));
      await inventory.saveTemplates(
        fresh.map((own) => ({ ...own, id: randomUUID(), builtIn: false })),
      );
      return fresh.length;
    },
  });

/** Policies of when robots expire; one about instances that are not here is left out. */
const policiesPart = ({ inventory }: PartPorts): WorkspacePart =>
  part<ExpiryPolicy>({
    name: 'policies',
    words: ['policy of expiry', 'policies of expiry'],
    collect: async () => [...(await inventory.expiryPolicies())],
    add: async (policies, idHere) => {
      const known = new Set((await inventory.expiryPolicies()).map(essence));
      const fresh = policies
        .flatMap((policy): ExpiryPolicy[] => {
          const scope = policy.scope.flatMap((id) => idHere(id) ?? []);
          return scope.length < policy.scope.length ? [] : [{ ...policy, scope }];
        })
        .filter((policy) => !known.has(essence(policy)));
      for (const policy of fresh) await inventory.saveExpiryPolicy({ ...policy, id: randomUUID() });
      return fresh.length;
    },
  });

type Rule = Settings['expiry']['rules'][number];

/** Days of warning for single instances and tags; those for all are everybody's own. */
const limitsPart = ({ settings }: PartPorts): WorkspacePart =>
  part<Rule>({
    name: 'limits',
    words: ['limit of expiry', 'limits of expiry'],
    collect: () => Promise.resolve(settings.get().expiry.rules),
    add: async (rules, idHere) => {
      const { expiry } = settings.get();
      const fresh = rules
        .flatMap((rule): Rule[] => {
          const value = rule.of === 'instance' ? idHere(rule.value) : rule.value;
          return value === undefined ? [] : [{ ...rule, value }];
        })
        .filter(
          (rule) => !expiry.rules.some(({ of, value }) => of === rule.of && value === rule.value),
        );
      if (fresh.length > 0) {
        const most = expiry.rules.length + fresh.length;
        await settings.set({
          expiry: { ...expiry, rules: [...expiry.rules, ...fresh].slice(0, Math.min(most, 200)) },
        });
      }
      return fresh.length;
    },
  });

/** Entries that cross from the worker in one message. */
const PAGE = 500;

async function* pagesOf<T extends { readonly id: number }>(
  page: (after: number, count: number) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let after = 0; ;) {
    const entries = await page(after, PAGE);
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries;
    after = last.id;
  }
}

/** Entries of instances that are here. */
const moved = <T extends { readonly instanceId: string }>(
  entries: readonly T[],
  idHere: IdHere,
): T[] =>
  entries.flatMap((entry) => {
    const id = idHere(entry.instanceId);
    return id === undefined ? [] : [{ ...entry, instanceId: id }];
  });

const journalPart = ({ inventory }: PartPorts): WorkspacePart =>
  part<Item<'journal'>>({
    name: 'journal',
    words: ['entry of the journal', 'entries of the journal'],
    isRecord: true,
    collect: () => pagesOf(inventory.journalFrom),
    add: (entries, idHere) =>
      inventory.addJournalEntries(moved(entries, idHere).map(({ id: _id, ...entry }) => entry)),
  });

const historyPart = ({ inventory }: PartPorts): WorkspacePart =>
  part<Item<'history'>>({
    name: 'history',
    words: ['entry of the history', 'entries of the history'],
    isRecord: true,
    collect: () => pagesOf(inventory.historyFrom),
    add: (entries, idHere) =>
      inventory.addHistoryEntries(moved(entries, idHere).map(({ id: _id, ...entry }) => entry)),
  });

/** Everything that is in a workspace file beside the instances, in the order of the file. */
export const partsOf = (ports: PartPorts): readonly WorkspacePart[] => [
  ...PORTABLE_NAMES.map((name) => rowsPart(name, ports.inventory)),
  viewsPart(ports),
  templatesPart(ports),
  policiesPart(ports),
  limitsPart(ports),
  journalPart(ports),
  historyPart(ports),
];
