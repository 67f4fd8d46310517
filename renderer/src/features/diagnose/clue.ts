import { shallowRef } from 'vue';

/**
 * The text that is looked into: not a part of the address, which is remembered, because a log line
 * may hold more than it should.
 */
export const clueText = shallowRef('');
