import type { ErrorShape } from '../contract/errors.ts';
import type { Notice } from '../contract/settings.ts';
import type { InventoryOptions } from './inventory.ts';
import type { Store } from './store.ts';

/** What the worker is started with. */
export type WorkerOptions = Pick<InventoryOptions, 'folder' | 'nativeBinding'>;

/** Calls that cross to the worker. */
export type CallName = keyof Store | 'close';

export interface Request {
  readonly id: number;
  readonly name: CallName;
  readonly input: readonly unknown[];
}

/** What the worker says: first whether it could open the files, then an answer per request. */
export type Message =
  | { readonly kind: 'open'; readonly notices: readonly Notice[] }
  | { readonly kind: 'failed'; readonly error: ErrorShape }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorShape };
