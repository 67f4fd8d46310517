/** What a colour says. Never alone: an icon and a word stand beside it. */
export type Tone = 'neutral' | 'quiet' | 'good' | 'busy' | 'warning' | 'bad';

/** A sign: colour, shape and word together. */
export interface Sign {
  readonly tone: Tone;
  /** Icon name, for example i-lucide-circle-check. */
  readonly icon: string;
  readonly word: string;
}

/** Text colour of a tone, readable on every ground of both themes. */
export const TONE_TEXT: Readonly<Record<Tone, string>> = {
  neutral: 'text-default',
  quiet: 'text-muted',
  good: 'text-success',
  busy: 'text-info',
  warning: 'text-warning',
  bad: 'text-error',
};
