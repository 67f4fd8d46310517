import { z } from 'zod';
import { LONGEST_OWNER } from '../robots/owners.ts';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { robotKey } from './robots.ts';

export const ownerName = z.string().trim().min(1).max(LONGEST_OWNER);

const pattern = z.string().trim().max(255);

/** Who answers for which robots; see `OwnerRule` in shared/robots/owners.ts. */
export const ownerRule = z.object({
  id: z.uuid(),
  owner: ownerName,
  instanceId: instanceId.nullable(),
  project: pattern,
  name: pattern,
  creator: pattern,
});

export type KeptOwnerRule = z.infer<typeof ownerRule>;

/** A robot that an owner was told about. */
export const toldRobot = z.object({ instanceId, robotId: z.int(), expiresAt: z.int() });

export type ToldRobot = z.infer<typeof toldRobot>;

/** What is kept about an owner: how to reach them, and what they were told last. */
export const ownerContact = z.object({
  name: ownerName,
  /** '' where nobody said. */
  mail: z.union([z.literal(''), z.email()]),
  told: z
    .object({
      /** Epoch seconds. */
      at: z.int(),
      robots: z.array(toldRobot).max(10_000),
    })
    .nullable(),
});

export type OwnerContact = z.infer<typeof ownerContact>;

/** An owner with the robots they answer for; the one without a name stands for nobody. */
export const ownerView = z.object({
  name: z.string(),
  mail: z.string(),
  robots: z.int(),
  /** Robots that are soon or critical, and those that are expired and not switched off. */
  expiring: z.int(),
  expired: z.int(),
  /** When they were told last, and how many of their expiring robots that was not about. */
  toldAt: z.int().nullable(),
  untold: z.int(),
});

export type OwnerView = z.infer<typeof ownerView>;

export const owners = z.object({
  /** Those with the most robots to care for first; nobody's last. */
  owners: z.array(ownerView),
  /** The first that fits counts. */
  rules: z.array(ownerRule),
});

export type Owners = z.infer<typeof owners>;

/** A message to an owner about what expires. */
export const ownerMessage = z.object({
  subject: z.string(),
  text: z.string(),
  robots: z.array(robotKey),
});

export type OwnerMessage = z.infer<typeof ownerMessage>;

/** What the window asks about owners. */
export const ownerCalls = {
  'owners.list': call(nothing, owners),
  'owners.saveRules': call(z.object({ rules: z.array(ownerRule).max(500) }), owners),
  /** Says by hand who answers for robots; null leaves it to description and rules again. */
  'owners.assign': call(
    z.object({ keys: z.array(robotKey).min(1).max(10_000), owner: ownerName.nullable() }),
    nothing,
  ),
  'owners.saveMail': call(ownerContact.pick({ name: true, mail: true }), owners),
  /** What to tell an owner now. Throws `unknown-item` where nothing of theirs expires. */
  'owners.message': call(z.object({ name: ownerName }), ownerMessage),
  /** Opens a mail with it; false where the desktop has no program for mail. */
  'owners.mail': call(z.object({ name: ownerName }), z.object({ opened: z.boolean() })),
  /** Notes down that an owner was told about these robots now. */
  'owners.told': call(z.object({ name: ownerName, keys: z.array(robotKey).max(10_000) }), owners),
};
