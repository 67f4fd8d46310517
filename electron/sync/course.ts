import type { Inventory, ReadingId } from '../../shared/inventory/inventory.ts';
import type { Capabilities, HarborClient, Identity, SystemInfo } from '../harbor/types.ts';
import type { SyncFacts } from './facts.ts';
import type { Progress } from './progress.ts';
import type { Requests } from './requests.ts';
import type { RobotWriter } from './robot-writer.ts';
import type { Unread } from './unread.ts';
import type { Witness } from './witness.ts';

/** All that the parts of one sync share: who asks, where it is kept, what is known so far. */
export interface Course {
  readonly client: HarborClient;
  readonly inventory: Inventory;
  readonly reading: ReadingId;
  readonly writer: RobotWriter;
  readonly requests: Requests;
  readonly progress: Progress;
  readonly identity: Identity;
  readonly info: SystemInfo;
  readonly capabilities: Capabilities;
  /** What the sync before left. */
  readonly remembered: SyncFacts;
  readonly witness: Witness;
  readonly unread: Unread;
  /** Seconds on the server's clock, now. */
  readonly serverNow: () => number;
}
