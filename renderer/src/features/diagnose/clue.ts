import { shallowRef } from 'vue';

/**
 * The text that is looked into: not a part of the address, which is remembered, because a log line
 * may hold more than it should.
 */
export const clueText = shallowRef('');

/** Whether a text that somebody typed looks like a failing login rather than a search. */
export const looksLikeClue = (text: string): boolean =>
  /\b40[134]\b|unauthorized|denied|forbidden|\/v2\/|robot[$+]|%24|[a-z0-9.-]+\.[a-z]+(?::\d+)?\/[a-z0-9]/i.test(
    text,
  );
