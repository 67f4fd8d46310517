/** More side by side nobody can read. */
export const MOST_COMPARED = 6;
