/**
 * The looks of a quiet button as the component library draws it, for what is there at every start:
 * its own button is a link, a loading state and a dozen slots at once.
 */
const PLAIN_BUTTON =
  'inline-flex items-center rounded-md font-medium transition-colors focus-visible:outline-3 ' +
  'disabled:cursor-not-allowed disabled:opacity-75';

const VARIANTS = {
  ghost:
    'text-default outline-inverted/25 hover:bg-elevated active:bg-elevated ' +
    'hover:disabled:bg-transparent',
  outline:
    'text-default outline-inverted/25 hover:bg-elevated active:bg-elevated ' +
    'ring ring-inset ring-accented bg-default disabled:bg-default focus-visible:ring-inverted',
  /** An icon that is pressed in. */
  soft: 'text-default outline-inverted/25 bg-elevated hover:bg-accented/75 active:bg-accented/75',
  /** The one thing to do next. */
  primary: 'text-inverted outline-primary/25 bg-primary hover:bg-primary/75 active:bg-primary/75',
} as const;

const SIZES = { xs: 'px-2 py-1 text-xs gap-1', sm: 'px-2.5 py-1.5 text-xs gap-1.5' } as const;

/** The same with an icon and no words. */
const SQUARES = { xs: 'p-1 text-xs', sm: 'p-1.5 text-xs' } as const;

export type PlainSize = keyof typeof SIZES;
export type PlainVariant = keyof typeof VARIANTS;

/** Classes of a button or of a link that looks like one. */
export const plainButton = (size: PlainSize, variant: PlainVariant, square: boolean): string =>
  `${PLAIN_BUTTON} ${VARIANTS[variant]} ${square ? SQUARES[size] : SIZES[size]}`;
