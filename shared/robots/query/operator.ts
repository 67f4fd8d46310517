/** How a value is compared. `is` stands without a sign, `contains` is `~`. */
export type Operator = 'is' | 'contains' | '<' | '<=' | '>' | '>=';
