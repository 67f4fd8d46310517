import type { AppInfo } from '../../../shared/contract/settings.ts';
import type { Desktop } from '../../ports.ts';
import type { Presence } from '../../reminders/presence.ts';
import type { Services } from '../../services.ts';
import type { WorkspaceKind } from '../../workspaces.ts';

/** What handlers reach. They translate between the contract and the services, and no more. */
export interface HandlerContext {
  /** The services of the workspace that is open, as soon as they are there. */
  readonly services: () => Promise<Services>;
  readonly about: () => AppInfo;
  readonly switchWorkspace: (kind: WorkspaceKind) => Promise<void>;
  readonly desktop: Desktop;
  /** What the desktop has for Purser without its window. */
  readonly presence: Pick<Presence, 'support'>;
}
