import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { robotKey } from './robots.ts';

/** Why a login or an action of a robot fails, as far as is known; `healthy`: nothing speaks against it. */
export const VERDICTS = [
  'expired',
  'disabled',
  'gone',
  'legacy',
  'renamed',
  'shell',
  'no-project',
  'no-permission',
  'healthy',
] as const;

export type VerdictCode = (typeof VERDICTS)[number];

/** What is known of one robot that a text may be about. */
export const verdict = z.object({
  instanceId,
  robotKey,
  robotName: z.string(),
  code: z.enum(VERDICTS),
  /** What is wrong, as a sentence. */
  words: z.string(),
  /** What to do about it, as a sentence. */
  wayOut: z.string(),
  /** Epoch seconds when its robot expired, or was found gone; null for others. */
  at: z.int().nullable(),
  /** Its secret is kept here, so that it can be tried. */
  holdsSecret: z.boolean(),
});

export type Verdict = z.infer<typeof verdict>;

export const diagnosis = z.object({
  /** What was read out of the text, for people. */
  understood: z.object({
    names: z.array(z.string()),
    hosts: z.array(z.string()),
    project: z.string(),
    repository: z.string(),
    action: z.enum(['pull', 'push', 'delete']).nullable(),
    status: z.int().nullable(),
  }),
  /** Most telling first. */
  verdicts: z.array(verdict),
  /** What is to be said beside the verdicts, or where there are none. */
  remarks: z.array(z.string()),
  /** Robots that could do it, as a query; '' where nothing says what is to be done. */
  query: z.string(),
  scope: z.array(instanceId),
});

export type Diagnosis = z.infer<typeof diagnosis>;

/** What the window asks about a failing login. */
export const diagnoseCalls = {
  /** What names of robots and of images begin with at the instances that are here. */
  'diagnose.known': call(
    nothing,
    z.object({
      prefixes: z.array(z.string()),
      /** With port. */
      hosts: z.array(z.string()),
    }),
  ),
  /** Which robots a log line, a name or an image reference is about, and why they fail. Sends nothing. */
  'diagnose.ask': call(z.object({ text: z.string().max(20_000) }), diagnosis),
} as const;
