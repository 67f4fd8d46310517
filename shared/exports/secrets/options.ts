import { CannotExport } from './cannot-export.ts';

/** Something about a format that its user chooses. */
export interface FormatOption {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly initial: string;
  /** For a choice of one among few; free text where it is left out. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What free text must look like, and the sentence for one that does not. */
  readonly rule?: { readonly pattern: RegExp; readonly sentence: string };
}

/** Values of all options of a format. */
export type OptionValues = Readonly<Record<string, string>>;

/** Free text is no longer than this. */
const MAX_TEXT = 500;

/** A yes or no. */
export const flag = (id: string, label: string, initial: 'yes' | 'no'): FormatOption => ({
  id,
  label,
  initial,
  choices: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
});

/** What is wrong with a value; null if nothing. */
export function optionProblem(option: FormatOption, value: string): string | null {
  const { choices, label, rule } = option;
  if (choices !== undefined) {
    return choices.some((choice) => choice.value === value) ? null : `${label}: choose one.`;
  }
  if (value.length > MAX_TEXT || /\p{Cc}|\p{Surrogate}/u.test(value)) {
    return `${label}: one line of at most ${String(MAX_TEXT)} characters.`;
  }
  return rule === undefined || value === '' || rule.pattern.test(value) ? null : rule.sentence;
}

/** What was chosen, with initial values for the rest. Throws CannotExport. */
export function readOptions(options: readonly FormatOption[], given: OptionValues): OptionValues {
  return Object.fromEntries(
    options.map((option) => {
      const value = given[option.id] ?? option.initial;
      const problem = optionProblem(option, value);
      if (problem !== null) throw new CannotExport(problem);
      return [option.id, value];
    }),
  );
}

/** The value of an option that the format declares. */
export function valueOf(values: OptionValues, id: string): string {
  const value = values[id];
  if (value === undefined) throw new Error(`the format has no option ${id}`);
  return value;
}
