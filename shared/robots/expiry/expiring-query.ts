/** The query of the robots whose expiry locks somebody out. */
export const EXPIRING = '-state:disabled,legacy';
