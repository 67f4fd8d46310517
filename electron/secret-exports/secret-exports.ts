import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import type { ExportsAhead } from './exports-ahead.ts';

type In<N extends 'robots' | 'typeIn' | 'preview' | 'place' | 'write' | 'copy'> =
  CallParsed<`secretExports.${N}`>;
type Out<N extends 'robots' | 'typeIn' | 'preview' | 'place' | 'write' | 'copy'> =
  CallOutput<`secretExports.${N}`>;

/** Secrets on their way out of Purser; each method is the call of its name. */
export interface SecretExports {
  robots(question: In<'robots'>): Promise<Out<'robots'>>;
  typeIn(typed: In<'typeIn'>): Promise<Out<'typeIn'>>;
  preview(wish: In<'preview'>): Promise<Out<'preview'>>;
  place(wish: In<'place'>): Promise<Out<'place'>>;
  write(shown: In<'write'>): Promise<Out<'write'>>;
  copy(wish: In<'copy'>): Promise<Out<'copy'>>;
  /** Stops what is being written; what is there stays. */
  cancel(): void;
  /** Forgets what was typed in. */
  end(): void;
  /** Of robots that are to be made. */
  readonly ahead: ExportsAhead;
}
