/** Harbor's answer for a robot, cut in two: its permissions are shared, the rest is its own. */
export interface RawParts {
  /** JSON of the permissions as they came; '' where the answer has none. */
  readonly permissions: string;
  /** JSON of the answer, with null in place of the permissions. */
  readonly rest: string;
}

const KEY = '"permissions"';

/** Where a JSON string that begins at `from` ends, its closing quote included. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '"') return at + 1;
    if (unit === '\\') at += 1;
  }
  return text.length;
}

/** Where the value of the outermost object's `permissions` stands; null if it has none. */
function permissionsIn(text: string): { readonly from: number; readonly to: number } | null {
  let depth = 0;
  let from: number | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '"') {
      const end = stringEnd(text, at);
      const isKey = depth === 1 && from === null && text.startsWith(`${KEY}:`, at);
      if (isKey && end === at + KEY.length) from = end + 1;
      at = end - 1;
    } else if (unit === '{' || unit === '[') {
      depth += 1;
    } else if (unit === '}' || unit === ']') {
      depth -= 1;
      if (from !== null && depth === 0) return { from, to: at };
    } else if (unit === ',' && from !== null && depth === 1) {
      return { from, to: at };
    }
  }
  return null;
}

/**
 * Cuts an answer in two, without reading it: that would take longer than all the rest of writing
 * a robot, and could change what it does not know. Text without permissions is kept whole.
 * @param raw JSON text without spaces between its parts
 */
export function splitRaw(raw: string): RawParts {
  const place = permissionsIn(raw);
  if (place === null || place.from === place.to) return { permissions: '', rest: raw };
  const { from, to } = place;
  return { permissions: raw.slice(from, to), rest: `${raw.slice(0, from)}null${raw.slice(to)}` };
}

/** The answer again, as Harbor gave it. */
export function joinRaw({ permissions, rest }: RawParts): string {
  const place = permissions === '' ? null : permissionsIn(rest);
  if (place === null) return rest;
  return rest.slice(0, place.from) + permissions + rest.slice(place.to);
}
