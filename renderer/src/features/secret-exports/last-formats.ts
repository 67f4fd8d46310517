const KEY = 'purser.last-formats';

/** So many are remembered. */
const MOST = 4;

/** Ids of the formats that were used last, the newest first. */
export function lastFormats(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers that a format was used. */
export function rememberFormat(id: string): void {
  const ids = [id, ...lastFormats().filter((other) => other !== id)].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify(ids));
}
