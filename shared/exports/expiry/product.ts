/** Who made a calendar file (RFC 5545, 3.7.3). */
export const PRODUCT = '-//Purser//Robot expiry//EN';
