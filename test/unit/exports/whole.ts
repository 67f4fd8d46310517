/** A text that comes in pieces. */
export const whole = (parts: Iterable<string>): string => [...parts].join('');
