/** Items of a full page; Harbor gives at most 100 (since 2.1). */
export const PAGE_SIZE = 100;

/** Pages of one listing, ten million robots: what says more is not a Harbor. */
export const MOST_PAGES = 100_000;

/**
 * Pages on their way at once, each being asked for, waited for or written. More than the client
 * lets through, so that it always has the next request while a page is being written.
 */
export const PAGES_AT_ONCE = 12;

/** How often a listing that changes under us is read before it counts as not read whole. */
export const LISTING_TRIES = 3;

/** Failures in a row, each begun after the last success, after which a Harbor counts as down. */
export const FAILURES_IN_A_ROW = 3;

/** Requests of one sync beside the pages of projects and of robots. */
export const OTHER_REQUESTS = 3;

/** Seconds after which data counts as stale. */
export const STALE_AFTER = 24 * 3_600;

/** Seconds of age from which data is read again when the window gets the focus. */
export const REFRESH_ON_FOCUS_AFTER = 60 * 60;

/** Milliseconds between two reports of progress or of changed rows. */
export const REPORT_EVERY = 250;
