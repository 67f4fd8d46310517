import { z } from 'zod';
import { errorShape } from './errors.ts';

/**
 * What an IPC call answers. Electron keeps only the message of an error that is thrown across
 * the border, so errors travel as values.
 */
export const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorShape }),
]);

export type Envelope = z.infer<typeof envelope>;
