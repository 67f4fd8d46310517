import { FORMAT_GROUPS, type SecretFormat } from '../../../../shared/exports/secrets/index.ts';

/** Formats under a heading of the list. */
export interface FormatHeading {
  readonly label: string;
  readonly formats: readonly SecretFormat[];
}

const wordsOf = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean);

const hasWords = ({ title, words, purpose, group }: SecretFormat, wanted: readonly string[]) => {
  const text = `${title} ${words} ${purpose} ${group}`.toLowerCase();
  return wanted.every((word) => text.includes(word));
};

/**
 * The list of formats: those used last under a heading of their own, then by consumer. A format
 * stands once; every word that is searched for must occur.
 */
export function formatGroups(
  formats: readonly SecretFormat[],
  search: string,
  last: readonly string[],
): FormatHeading[] {
  const words = wordsOf(search);
  const found = formats.filter((format) => hasWords(format, words));
  const used = last.flatMap((id) => found.find((format) => format.id === id) ?? []);
  const rest = found.filter((format) => !used.includes(format));
  return [
    { label: 'Used last', formats: used },
    ...FORMAT_GROUPS.map((label) => ({
      label,
      formats: rest.filter(({ group }) => group === label),
    })),
  ].filter(({ formats: some }) => some.length > 0);
}

/**
 * What a search means: the first format that has all its words in the title, else the first that
 * is listed; undefined where none is.
 */
export function bestFormat(headings: readonly FormatHeading[], search: string): string | undefined {
  const words = wordsOf(search);
  const listed = headings.flatMap(({ formats }) => formats);
  const titled = listed.find(({ title }) =>
    words.every((word) => title.toLowerCase().includes(word)),
  );
  return (titled ?? listed[0])?.id;
}
