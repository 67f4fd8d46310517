import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { AppInfo, KeychainStatus, Notice } from '../../../../shared/contract/settings.ts';
import { call, onEvent } from '../../api/index.ts';

/** What the whole window is about: which app this is, its notices, the keychain. */
export const useApp = defineStore('app', () => {
  const info = shallowRef<AppInfo | null>(null);
  const notices = shallowRef<readonly Notice[]>([]);
  const keychain = shallowRef<KeychainStatus | null>(null);

  onEvent('app.notice', (notice) => {
    notices.value = [...notices.value.filter((known) => known.id !== notice.id), notice];
  });
  onEvent('keychain.changed', (status) => (keychain.value = status));

  async function load(): Promise<void> {
    info.value = await call('app.info');
  }

  /** What can wait until the page stands: notices, and the keychain, which may be slow to ask. */
  async function loadLater(): Promise<void> {
    const [pending, status] = await Promise.all([call('app.notices'), call('keychain.status')]);
    notices.value = pending;
    keychain.value = status;
  }

  /** Looks at the keychain once more: the desktop may ask its user to unlock it. */
  async function retryKeychain(): Promise<KeychainStatus> {
    keychain.value = await call('keychain.retry');
    return keychain.value;
  }

  async function dismiss(id: string): Promise<void> {
    await call('app.dismissNotice', { id });
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  return { info, notices, keychain, load, loadLater, retryKeychain, dismiss };
});
