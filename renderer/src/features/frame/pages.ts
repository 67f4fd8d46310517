/** A page in the sidebar. */
export interface PageEntry {
  readonly name:
    'overview' | 'robots' | 'expiry' | 'permissions' | 'activity' | 'instances' | 'settings';
  readonly label: string;
  readonly icon: string;
  /** Routes that are reached from it, and lie in it to those who look for where they are. */
  readonly holds?: readonly string[];
  /** Single key that opens it; '' for none. */
  readonly key: string;
}

/** The pages there are, in the order of the sidebar and of the keys 1 to 5. */
export const PAGES: readonly PageEntry[] = [
  { name: 'overview', label: 'Overview', icon: 'i-lucide-layout-dashboard', key: '1' },
  { name: 'robots', label: 'Robots', icon: 'i-lucide-bot', key: '2' },
  {
    name: 'expiry',
    label: 'Expiry',
    icon: 'i-lucide-calendar-clock',
    holds: ['planner', 'owners'],
    key: '3',
  },
  { name: 'permissions', label: 'Permissions', icon: 'i-lucide-shield-check', key: '4' },
  { name: 'activity', label: 'Activity', icon: 'i-lucide-clipboard-list', key: '5' },
  { name: 'instances', label: 'Instances', icon: 'i-lucide-server', key: '' },
  { name: 'settings', label: 'Settings', icon: 'i-lucide-settings', key: '' },
];
