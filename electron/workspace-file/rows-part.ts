import { z } from 'zod';
import { instanceId } from '../../shared/contract/instances.ts';
import {
  type KeptOwnerRule,
  ownerContact,
  type OwnerContact,
  ownerRule,
} from '../../shared/contract/owners.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import {
  PORTABLE_TABLES,
  type PortableName,
  type PortableRow,
} from '../../shared/inventory/entered/portable.ts';
import { type IdHere, part, type WorkspacePart } from './part.ts';

/** What the rows of a table are called, for people. */
const ROW_WORDS: Readonly<Record<PortableName, WorkspacePart['words']>> = {
  tags: ['tag', 'tags'],
  links: ['link between robots', 'links between robots'],
  snoozes: ['snoozed robot', 'snoozed robots'],
  owners: ['owner of a robot', 'owners of robots'],
  ownerRules: ['rule about owners', 'rules about owners'],
  ownerContacts: ['contact of an owner', 'contacts of owners'],
  exceptions: ['exception from a rule about risk', 'exceptions from rules about risk'],
  places: ['place of a secret', 'places of secrets'],
};

/** A file that a secret was exported to: its path leads nowhere on another computer. */
const isExported = ({ format }: PortableRow): boolean => format !== '';

/** JSON in a row that its reader takes as it stands, and what it says of instances. */
interface RowData<T> {
  readonly schema: z.ZodType<T>;
  /** With the ids that its instances have here; null where it is about none that is here. */
  readonly moved: (data: T, idHere: IdHere) => T | null;
}

const rules: RowData<KeptOwnerRule> = {
  schema: ownerRule,
  moved: (rule, idHere) => {
    if (rule.instanceId === null) return rule;
    const id = idHere(rule.instanceId);
    return id === undefined ? null : { ...rule, instanceId: id };
  },
};

const contacts: RowData<OwnerContact> = {
  schema: ownerContact,
  moved: (contact, idHere) => {
    if (contact.told === null) return contact;
    const robots = contact.told.robots.flatMap((robot) => {
      const id = idHere(robot.instanceId);
      return id === undefined ? [] : [{ ...robot, instanceId: id }];
    });
    return { ...contact, told: { ...contact.told, robots } };
  },
};

/** The same for the JSON as text. */
interface RowText {
  readonly schema: z.ZodType;
  readonly moved: (text: string, idHere: IdHere) => string | null;
}

const textOf = <T>({ schema, moved }: RowData<T>): RowText => ({
  schema,
  moved: (text: string, idHere: IdHere): string | null => {
    const data = moved(schema.parse(JSON.parse(text)), idHere);
    return data === null ? null : JSON.stringify(data);
  },
});

const DATA: Partial<Record<PortableName, RowText>> = {
  ownerRules: textOf(rules),
  ownerContacts: textOf(contacts),
};

/** JSON text of one object. */
const jsonText = (schema: z.ZodType = z.record(z.string(), z.unknown())) =>
  z
    .string()
    .max(1_000_000)
    .refine((text) => {
      try {
        return schema.safeParse(JSON.parse(text)).success;
      } catch {
        return false;
      }
    }, 'This is not what Purser keeps here.');

const COLUMN_SCHEMAS = {
  instance: instanceId,
  int: z.int(),
  text: z.string().max(10_000),
} as const;

/** A row as a file has it. */
export const rowSchema = (name: PortableName): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(PORTABLE_TABLES[name].columns).map(([column, kind]) => [
        column,
        kind === 'json' ? jsonText(DATA[name]?.schema) : COLUMN_SCHEMAS[kind],
      ]),
    ),
  );

/** Rows of state.db that are taken over as they stand. */
export function rowsPart(
  name: PortableName,
  inventory: Pick<Inventory, 'portableRows' | 'addPortableRows'>,
): WorkspacePart {
  const columns = Object.entries(PORTABLE_TABLES[name].columns);
  const owner = columns.find(([, kind]) => kind === 'instance')?.[0];
  const data = DATA[name];
  const toHere = (row: PortableRow, idHere: IdHere): PortableRow[] => {
    const id = owner === undefined ? '' : idHere(String(row[owner]));
    const text = data === undefined ? '' : data.moved(String(row['data']), idHere);
    if (id === undefined || text === null) return [];
    return [
      {
        ...row,
        ...(owner === undefined ? {} : { [owner]: id }),
        ...(data === undefined ? {} : { data: text }),
      },
    ];
  };
  return part<PortableRow>({
    name,
    words: ROW_WORDS[name],
    collect: async (forOthers) => {
      const rows = await inventory.portableRows(name);
      return forOthers && name === 'places' ? rows.filter((row) => !isExported(row)) : rows;
    },
    add: (rows, idHere) =>
      inventory.addPortableRows(
        name,
        rows.flatMap((row) => toHere(row, idHere)),
      ),
  });
}
