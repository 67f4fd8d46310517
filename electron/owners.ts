import { AppError } from '../shared/contract/errors.ts';
import type {
  KeptOwnerRule,
  OwnerContact,
  OwnerMessage,
  Owners,
  OwnerView,
} from '../shared/contract/owners.ts';
import type { RobotRow } from '../shared/contract/robots.ts';
import { leftWords, localMoment } from '../shared/exports/expiry/report.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import {
  OWNED_EXPIRED,
  OWNED_EXPIRING,
  ofOwner,
  ownerMessage,
  type Unnamed,
} from '../shared/robots/owner-message.ts';
import { fold } from '../shared/robots/query/query.ts';
import type { Desktop } from './ports.ts';

/** So many robots of each kind one message names: more than anybody reads. */
const MOST_TOLD = 500;

/** Characters of a mail that every desktop hands over; longer ones are copied instead. */
const LONGEST_MAIL = 1_800;

/** Who answers for robots, and what they were told. */
export interface OwnerRoom {
  list(): Promise<Owners>;
  saveRules(rules: readonly KeptOwnerRule[]): Promise<Owners>;
  assign(keys: readonly number[], owner: string | null): Promise<void>;
  saveMail(name: string, mail: string): Promise<Owners>;
  /** Throws `unknown-item` where nothing of theirs expires. */
  message(name: string): Promise<OwnerMessage>;
  /** False where the desktop opens no mail, or the message is too long for one. */
  mail(name: string): Promise<boolean>;
  told(name: string, keys: readonly number[]): Promise<Owners>;
}

interface OwnerPorts {
  readonly inventory: Inventory;
  readonly desktop: Pick<Desktop, 'writeMail'>;
  readonly at: () => Now;
  readonly nameOf: (instanceId: string) => string;
  /** The owners of robots are other ones now. */
  readonly onChanged: () => void;
}

const useWords = ({ lastUse }: RobotRow, now: number): string => {
  if (lastUse.kind === 'used') {
    return `last seen ${leftWords(lastUse.at, now).replace('today, over', 'today')}`;
  }
  return lastUse.kind === 'unseen' ? 'not seen in the audit log' : '';
};

export function createOwnerRoom({
  inventory,
  desktop,
  at,
  nameOf,
  onChanged,
}: OwnerPorts): OwnerRoom {
  const rowsOf = async (query: string, now: Now, descending: boolean) => {
    const sort = { column: 'expires', descending } as const;
    const { keys } = await inventory.query({ query, scope: [], sort }, now);
    const rows = await inventory.rows([...keys.subarray(0, MOST_TOLD)], now);
    return { rows, unnamed: keys.length - rows.length };
  };

  /** What of theirs is about to end, the soonest first, then what has, the last first. */
  const toTell = async (
    name: string,
    now: Now,
  ): Promise<{ readonly rows: readonly RobotRow[]; readonly unnamed: Unnamed }> => {
    const expiring = await rowsOf(ofOwner(name, OWNED_EXPIRING), now, false);
    const expired = await rowsOf(ofOwner(name, OWNED_EXPIRED), now, true);
    return {
      rows: [...expiring.rows, ...expired.rows],
      unnamed: { soon: expiring.unnamed, expired: expired.unnamed },
    };
  };

  const contactOf = async (name: string): Promise<OwnerContact> =>
    (await inventory.ownerContacts()).find((one) => fold(one.name) === fold(name)) ?? {
      name,
      mail: '',
      told: null,
    };

  const untold = async (name: string, told: OwnerContact['told'], now: Now): Promise<number> => {
    const known = new Set(
      told?.robots.map(({ instanceId, robotId, expiresAt }) =>
        [instanceId, robotId, expiresAt].join(),
      ),
    );
    const { rows, unnamed } = await toTell(name, now);
    const fresh = rows.filter((row) => !known.has([row.instanceId, row.id, row.expiresAt].join()));
    return fresh.length + unnamed.soon + unnamed.expired;
  };

  const list = async (): Promise<Owners> => {
    const now = at();
    const [counts, contacts, rules] = await Promise.all([
      inventory.ownerCounts(now),
      inventory.ownerContacts(),
      inventory.ownerRules(),
    ]);
    const byName = new Map(contacts.map((one) => [fold(one.name), one]));
    const views: OwnerView[] = [];
    for (const { name, robots, expiring, expired } of counts) {
      const contact = byName.get(fold(name));
      const told = contact?.told ?? null;
      views.push({
        name,
        robots,
        expiring,
        expired,
        mail: contact?.mail ?? '',
        toldAt: told?.at ?? null,
        // Asked only of those who were told something: of the others it is all.
        untold: told === null ? expiring + expired : await untold(name, told, now),
      });
    }
    const urgency = ({ name, expiring, expired }: OwnerView): number =>
      name === '' ? -1 : expired + expiring;
    views.sort((a, b) => urgency(b) - urgency(a) || b.robots - a.robots);
    return { owners: views, rules: [...rules] };
  };

  const message = async (name: string): Promise<OwnerMessage> => {
    const now = at();
    const { rows, unnamed } = await toTell(name, now);
    if (rows.length === 0) {
      throw new AppError('unknown-item', `No robot of ${name} expires soon or has expired.`);
    }
    const robots = rows.map((row) => ({
      name: row.name,
      instance: nameOf(row.instanceId),
      date: localMoment(row.expiresAt),
      left: leftWords(row.expiresAt, now.now),
      isExpired: row.expiresAt <= now.now,
      use: useWords(row, now.now),
    }));
    return { ...ownerMessage(name, robots, unnamed), robots: rows.map(({ key }) => key) };
  };

  return {
    list,
    message,
    async saveRules(rules) {
      await inventory.saveOwnerRules(rules);
      onChanged();
      return list();
    },
    async assign(keys, owner) {
      await inventory.assignOwner(keys, owner);
      onChanged();
    },
    async saveMail(name, mail) {
      await inventory.saveOwnerContact({ ...(await contactOf(name)), mail });
      return list();
    },
    async mail(name) {
      const { mail } = await contactOf(name);
      const { subject, text } = await message(name);
      if (text.length > LONGEST_MAIL) return false;
      return desktop.writeMail({ to: mail, subject, text });
    },
    async told(name, keys) {
      const now = at();
      const rows = await inventory.rows(keys, now);
      const robots = rows.map((row) => ({
        instanceId: row.instanceId,
        robotId: row.id,
        expiresAt: row.expiresAt,
      }));
      const told = { at: Math.floor(now.now), robots };
      await inventory.saveOwnerContact({ ...(await contactOf(name)), told });
      return list();
    },
  };
}
