import { watchEffect } from 'vue';
import { useSettings } from '../settings/settings-store.ts';

/** Keeps light or dark as the settings have it, following the system where they say so. */
export function applyTheme(): void {
  const store = useSettings();
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = store;
    const isDark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
    document.documentElement.classList.toggle('dark', isDark);
    document.documentElement.classList.toggle('light', !isDark);
  };
  prefersDark.addEventListener('change', apply);
  watchEffect(apply);
}
