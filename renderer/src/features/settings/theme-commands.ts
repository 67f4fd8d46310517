import type { Settings } from '../../../../shared/contract/settings.ts';
import { registerCommands } from '../palette/commands.ts';
import { useSettings } from './settings-store.ts';

const THEMES: Readonly<Record<Settings['theme'], { label: string; icon: string }>> = {
  light: { label: 'Light theme', icon: 'i-lucide-sun' },
  dark: { label: 'Dark theme', icon: 'i-lucide-moon' },
  system: { label: 'Theme like the system', icon: 'i-lucide-monitor' },
};

/** Offers the themes that are not in use in the palette. */
export function registerThemeCommands(): () => void {
  const store = useSettings();
  return registerCommands('theme', () =>
    (['light', 'dark', 'system'] as const)
      .filter((theme) => theme !== store.theme)
      .map((theme) => ({
        id: `theme ${theme}`,
        group: 'Actions',
        words: 'colour appearance',
        ...THEMES[theme],
        run: () => void store.update({ theme }).catch(() => undefined),
      })),
  );
}
