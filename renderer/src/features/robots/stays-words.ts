/**
 * What the rows are while the filter that was asked for cannot be used.
 * @param query the last one that could
 */
export const staysWords = (query: string): string =>
  query === '' ? 'The rows are still all robots.' : 'The rows are still those of the last filter.';
