import type { Notice } from '../shared/contract/settings.ts';

/** What happened to the user's data and was not dismissed yet. */
export interface Notices {
  list(): readonly Notice[];
  /** Adds a notice unless one of its id is there, and tells the window. */
  add(notice: Notice): void;
  dismiss(id: string): void;
}

/** Keeps notices in memory, in the order in which they came. */
export const createNotices = (tell: (notice: Notice) => void): Notices => {
  const notices = new Map<string, Notice>();
  return {
    list: () => [...notices.values()],
    add: (notice) => {
      if (notices.has(notice.id)) return;
      notices.set(notice.id, notice);
      tell(notice);
    },
    dismiss: (id) => void notices.delete(id),
  };
};
