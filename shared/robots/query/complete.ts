import { FIELD_NAMES, fieldNamed, rulesOf } from './fields.ts';
import { quoteValue } from './format.ts';
import { fold } from './query.ts';
import { tokenize } from './tokens.ts';

/** One thing that could stand at the cursor. */
export interface Completion {
  /** What to put in place of the text from `from` to `to`. */
  readonly insert: string;
  readonly label: string;
  /** A few words on it; '' for plain values. */
  readonly about: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

/** Values that are known of the fleet, by field, most frequent first. */
export type KnownValues = Readonly<Partial<Record<string, readonly string[]>>>;

const MOST = 50;

/** Those that start with the text first, then those that contain it. */
function ranked(values: readonly string[], text: string): string[] {
  const wanted = fold(text);
  const starting = values.filter((value) => fold(value).startsWith(wanted));
  const containing = values.filter((value) => fold(value).indexOf(wanted) > 0);
  return [...starting, ...containing].slice(0, MOST);
}

function fields(text: string, from: number, to: number): Completions {
  const options = ranked(FIELD_NAMES, text).map((field) => ({
    insert: `${field}:`,
    label: field,
    about: rulesOf(fieldNamed(field) ?? 'name').about,
  }));
  return { from, to, options };
}

/**
 * What could stand at the cursor: names of fields, or values of the field it stands in.
 * @param cursor offset into the text in UTF-16 units
 */
export function completions(text: string, cursor: number, known: KnownValues): Completions {
  const term = tokenize(text).find(({ from, to }) => from <= cursor && cursor <= to);
  if (term === undefined) return fields('', cursor, cursor);
  const value = term.values.find(({ from, to }) => from <= cursor && cursor <= to);
  if (term.field === null) {
    const first = term.values[0];
    if (term.values.length > 1 || first === undefined || first.quoted) {
      return { from: cursor, to: cursor, options: [] };
    }
    return fields(text.slice(first.valueFrom, cursor), first.valueFrom, first.to);
  }
  if (value === undefined) {
    const typed = text.slice(term.field.from, cursor);
    return fields(typed, term.field.from, term.field.to + 1);
  }
  const field = fieldNamed(term.field.name);
  if (field === null || cursor < value.valueFrom) return { from: cursor, to: cursor, options: [] };
  const rules = rulesOf(field);
  const values = [...new Set([...(rules.words ?? []), ...(known[field] ?? [])])];
  const typed = text.slice(value.valueFrom, cursor).replace(/^"/, '');
  const options = ranked(values, typed).map((one) => ({
    insert: quoteValue(one),
    label: one,
    about: '',
  }));
  return { from: value.valueFrom, to: value.to, options };
}
