/** Characters of a text that can be copied at once: more than tickets and chats take. */
export const MOST_COPIED = 1_000_000;
